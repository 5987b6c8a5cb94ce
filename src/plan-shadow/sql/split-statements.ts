import { type Token, tokens } from './tokens.ts';

/** One statement of a file. */
export interface Statement {
  /** Without the semicolon and what stands before its first word. */
  readonly sql: string;
  /** Where its first word stands, from 1. */
  readonly line: number;
  readonly tokens: readonly Token[];
  /** What `-- name: …` right before it says, as sqlc and others have it; null where nothing does. */
  readonly name: string | null;
}

/** Where what a tool undoes a migration with begins. */
const undoing = /^--\s*(?:migrate:down|\+goose\s+down|\+migrate\s+down|\/{0,2}@undo)\b/im;
const annotation = /^\s*(?:--|\/\*)\s*name:\s*([^\s:*]+)/im;
/** `\restrict …`, which pg_dump writes, and other commands of psql: they stand alone on their line. */
const psqlCommand = /^\\[^\n]*$/gm;

/** How a body `BEGIN ATOMIC … END` of a function, whose statements end with semicolons too, is followed. */
class AtomicBody {
  #depth = 0;

  isOpen(token: Token, before: Token | undefined): boolean {
    if (token.kind !== 'word') return this.#depth > 0;
    if (token.text === 'atomic' && before?.text === 'begin') this.#depth += 1;
    else if (this.#depth > 0 && token.text === 'case') this.#depth += 1;
    else if (this.#depth > 0 && token.text === 'end') this.#depth -= 1;
    return this.#depth > 0;
  }
}

function groups(text: string): Token[][] {
  const found: Token[][] = [[]];
  let [body, parentheses, before]: [AtomicBody, number, Token | undefined] = [new AtomicBody(), 0, undefined];
  for (const token of tokens(text)) {
    const isInside = body.isOpen(token, before);
    before = token;
    if (token.kind === 'symbol') parentheses += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    if (token.kind !== 'symbol' || token.text !== ';' || isInside || parentheses > 0) found.at(-1)?.push(token);
    else [body, parentheses] = startNext(found);
  }
  return found.filter((group) => group.length > 0);
}

function startNext(found: Token[][]): [AtomicBody, number] {
  found.push([]);
  return [new AtomicBody(), 0];
}

/**
 * The statements of a file of SQL in order; commands of psql and what a migration is undone with are left out.
 *
 * @example splitStatements("SELECT ';'; CREATE TABLE t (a int);").map(({ sql }) => sql) // ["SELECT ';'", 'CREATE TABLE t (a int)']
 */
export function splitStatements(file: string): readonly Statement[] {
  const end = undoing.exec(file)?.index ?? file.length;
  const text = file.slice(0, end).replaceAll(psqlCommand, (command) => ' '.repeat(command.length));
  let [previousEnd, line, counted] = [0, 1, 0];
  return groups(text).map((group) => {
    const [first, last] = [group[0]?.start ?? 0, group.at(-1)?.end ?? 0];
    const before = text.slice(previousEnd, first);
    line += text.slice(counted, first).split('\n').length - 1;
    [counted, previousEnd] = [first, last];
    return { sql: text.slice(first, last), line, tokens: group, name: annotation.exec(before)?.[1] ?? null };
  });
}
