import type { GuardKind } from '../guards/guard.ts';
import type { IncidentEntry, IncidentIndex } from '../incident-index.ts';
import { isProven } from '../is-proven.ts';

/** A guard with the incidents that share it. */
export interface IndexedGuard {
  readonly file: string;
  readonly kind: GuardKind;
  readonly incidents: readonly IncidentEntry[];
  /** Null: there is no such file. */
  readonly text: string | null;
  /** SHA-256 of it. */
  readonly hash: string | null;
  /** Null: it is proven as it stands. */
  readonly unproven: string | null;
  readonly isSkipped: boolean;
}

/** Says why a guard is unproven. */
function whyUnproven(entries: readonly IncidentEntry[], hash: string | null): string | null {
  if (entries.some((entry) => isProven(entry, hash))) return null;
  const proof = entries.find((entry) => entry.proof !== null)?.proof ?? null;
  if (proof === null) return 'never proven';
  return proof.guardHash === hash ? 'its proof failed' : 'its file has changed since it was proven';
}

/**
 * Every guard of an index once, in the order of the index.
 *
 * @param textOf text of a guard’s file; null: there is none
 * @param hashOf SHA-256 of a text
 */
export function guardsOf(
  { incidents }: IncidentIndex,
  { textOf, hashOf }: { readonly textOf: (file: string) => string | null; readonly hashOf: (text: string) => string },
): IndexedGuard[] {
  const guarded = incidents.flatMap((entry) => (entry.guard === null ? [] : [{ entry, guard: entry.guard }]));
  return [...Map.groupBy(guarded, ({ guard }) => guard.file)].flatMap(([file, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    const [text, entries] = [textOf(file), own.map(({ entry }) => entry)];
    const hash = text === null ? null : hashOf(text);
    return [
      {
        file,
        kind: first.guard.kind,
        incidents: entries,
        text,
        hash,
        unproven: whyUnproven(entries, hash),
        isSkipped: entries.every(({ status }) => status === 'skipped'),
      },
    ];
  });
}
