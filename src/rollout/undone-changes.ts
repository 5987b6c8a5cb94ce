import { type ChangedFile, linesOf } from '../blind-spots/changed-file.ts';
import { flags } from '../blind-spots/rules/flags.ts';
import { schemaChanges } from '../blind-spots/rules/schema-changes.ts';

/** What was done to a database, which going back to older code does not undo. */
export interface LeftMigration {
  readonly path: string;
  readonly line: number;
  /** In the words of the migration, short; from strangers. */
  readonly what: string;
  /** Whether the older code may miss what it took away. */
  readonly takesAway: boolean;
}

/** What a rollback undoes, and what it leaves. */
export interface UndoneChanges {
  /** What the commit that is gone back to says of itself; null where GitHub does not tell. */
  readonly target: string | null;
  readonly commits: readonly { readonly sha: string; readonly title: string; readonly author: string }[];
  readonly commitCount: number;
  readonly migrations: readonly LeftMigration[];
  /** Flags that the code will no longer ask for. */
  readonly flags: readonly string[];
  /** Files of which GitHub showed no change, or that it left out: nobody knows what they hold. */
  readonly unread: readonly string[];
  readonly isCutOff: boolean;
}

const takingAway =
  /\b(drop (?:table|column|view|type|schema|constraint)|truncate|rename|alter column\b.{0,80}\btype\b|set not null|remove_column|rename_column|drop_table|change_column|RemoveField|DeleteModel|AlterField|dropTable)\b/i;

function migrationsIn(file: ChangedFile): LeftMigration[] {
  if (file.patch === null) return [];
  const lines = linesOf(file.patch);
  const text = new Map(lines.added.map((line) => [line.number, line.text]));
  return schemaChanges.find(file, lines).map(({ what, line }) => ({
    path: file.path,
    line,
    what,
    takesAway: takingAway.test(text.get(line) ?? what),
  }));
}

function flagsIn(file: ChangedFile): string[] {
  return file.patch === null ? [] : flags.find(file, linesOf(file.patch)).map(({ what }) => what);
}

/** The commits and files between two releases, as GitHub compares them. */
export interface Between {
  readonly target: string | null;
  readonly commits: UndoneChanges['commits'];
  readonly commitCount: number;
  readonly files: readonly ChangedFile[];
  /** Whether GitHub left files out. */
  readonly isCutOff: boolean;
}

/** Says what going back undoes, and what it cannot: what migrations did to the data stays done. */
export function undoneChanges({ target, commits, commitCount, files, isCutOff }: Between): UndoneChanges {
  return {
    target,
    commits,
    commitCount,
    migrations: files.flatMap(migrationsIn),
    flags: [...new Set(files.flatMap(flagsIn))],
    unread: files.filter(({ patch, status }) => patch === null && status !== 'removed').map(({ path }) => path),
    isCutOff,
  };
}
