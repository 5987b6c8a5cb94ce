/** One file as a tree names it. */
interface Kept {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}
type Files<File extends Kept> = ReadonlyMap<string, File>;

/** How to take changes back on a branch that may have moved on, or which files somebody must look at. */
export type Revert<File extends Kept> =
  | { readonly kind: 'changes'; readonly changes: readonly { readonly path: string; readonly file: File | null }[] }
  | { readonly kind: 'ambiguous'; readonly paths: readonly string[] };

const same = (one: Kept | undefined, other: Kept | undefined) => one?.sha === other?.sha && one?.mode === other?.mode;

/**
 * Takes back file by file what changed from `good` to `bad`, on a branch at `head`.
 *
 * A file that was changed again after `bad` is not guessed at; one that is back already needs nothing.
 */
export function revertChanges<File extends Kept>(good: Files<File>, bad: Files<File>, head: Files<File>): Revert<File> {
  const changed = [...new Set([...good.keys(), ...bad.keys()])].filter((path) => !same(good.get(path), bad.get(path)));
  const left = changed.filter((path) => !same(head.get(path), good.get(path)));
  const paths = left.filter((path) => !same(head.get(path), bad.get(path)));
  if (paths.length > 0) return { kind: 'ambiguous', paths };
  return { kind: 'changes', changes: left.map((path) => ({ path, file: good.get(path) ?? null })) };
}
