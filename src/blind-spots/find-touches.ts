import { type ChangedFile, linesOf } from './changed-file.ts';
import type { Hit, Rule } from './rule.ts';
import { rules } from './rules/registry.ts';

/** Something in a pull request that may behave otherwise in production. */
export interface Touch extends Hit {
  readonly rule: Rule;
  readonly path: string;
}

/** What a pull request touches, by the rules and in their order. */
export interface Touched {
  readonly touches: readonly Touch[];
  /** Files of which GitHub gave no diff: nobody knows what they touch. */
  readonly unread: readonly string[];
}

/** Applies every rule to every file of a pull request. */
export function findTouches(files: readonly ChangedFile[]): Touched {
  const read = files.flatMap((file) => (file.patch === null ? [] : [{ file, lines: linesOf(file.patch) }]));
  return {
    touches: rules.flatMap((rule) =>
      read.flatMap(({ file, lines }) => rule.find(file, lines).map((hit) => ({ ...hit, rule, path: file.path }))),
    ),
    unread: files.filter(({ patch, status }) => patch === null && status !== 'removed').map(({ path }) => path),
  };
}
