import type { Token } from './tokens.ts';

/**
 * What a statement is to the shadow.
 *
 * `query`: planned, never run. `rows`: changes rows, of which the shadow has none. `upkeep`: would replace the statistics.
 * `rights`: owners, privileges and comments, which no plan depends on. `extension`: made beforehand, from a list.
 * `refused`: reaches outside of the database. `definition`: everything else.
 */
export type StatementKind = 'query' | 'rows' | 'upkeep' | 'rights' | 'extension' | 'refused' | 'definition';

const byFirstWord: ReadonlyMap<string, StatementKind> = new Map([
  ['select', 'query'],
  ['with', 'query'],
  ['values', 'query'],
  ['table', 'query'],
  ['(', 'query'],
  ['insert', 'rows'],
  ['update', 'rows'],
  ['delete', 'rows'],
  ['merge', 'rows'],
  ['truncate', 'rows'],
  ['vacuum', 'upkeep'],
  ['analyze', 'upkeep'],
  ['analyse', 'upkeep'],
  ['cluster', 'upkeep'],
  ['reindex', 'upkeep'],
  ['checkpoint', 'upkeep'],
  ['grant', 'rights'],
  ['revoke', 'rights'],
  ['comment', 'rights'],
  ['security', 'rights'],
  ['reassign', 'rights'],
  ['copy', 'refused'],
  ['load', 'refused'],
]);

/** Statements by their first words; the longest that fits counts. */
const byFirstWords: readonly (readonly [RegExp, StatementKind])[] = [
  [/^(create|alter|drop) extension\b/, 'extension'],
  [/^alter default privileges\b/, 'rights'],
  [/^(create|alter|drop) (role|user|group|publication|event trigger|policy)\b/, 'rights'],
  [/^(create|alter|drop) (database|tablespace|subscription|server|foreign data wrapper|user mapping)\b/, 'refused'],
  [/^alter system\b/, 'refused'],
  [/^alter .* owner to \S+$/, 'rights'],
  [/^alter table .* (enable|disable|force|no force) row level security$/, 'rights'],
  [/^set (local |session )?(role|session authorization)\b/, 'rights'],
  [/^reset (role|session authorization)\b/, 'rights'],
];

const words = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join(' ');

/**
 * The kind of a statement, by its tokens.
 *
 * @example statementKind([{ kind: 'word', text: 'analyze', start: 0, end: 7 }]) // 'upkeep'
 */
export function statementKind(tokens: readonly Token[]): StatementKind {
  const first = tokens[0]?.text ?? '';
  const known = byFirstWord.get(first);
  if (known !== undefined) return known;
  if (!['create', 'alter', 'drop', 'set', 'reset'].includes(first)) return 'definition';
  const text = words(tokens.slice(0, 4)) + (tokens.length > 4 ? ` … ${words(tokens.slice(-5))}` : '');
  const beginning = words(tokens.slice(0, 8));
  return byFirstWords.find(([pattern]) => pattern.test(beginning) || pattern.test(text))?.[1] ?? 'definition';
}

/** Tells whether a statement reads or changes rows and can therefore be planned. */
export function isPlannable(tokens: readonly Token[]): boolean {
  const kind = statementKind(tokens);
  return kind === 'query' || (kind === 'rows' && tokens[0]?.text !== 'truncate');
}
