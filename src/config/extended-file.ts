import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Tree } from './tree.ts';

const mostExtended = 3;

/** Where an `extends` stands and what has been read so far. */
export interface Extending {
  readonly root: string;
  /** The file that extends another one. */
  readonly file: string;
  /** Every file that was read, this one included. */
  readonly read: readonly string[];
}

export type Extended =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly wanted: string; readonly message?: string };

/** The file, relative to the root, that an `extends` names; or what is wrong with it. */
export function extendedFile(base: Tree, { root, file, read }: Extending): Extended {
  const named = base.kind === 'scalar' ? base.value : null;
  if (!isLocalPath(named)) return { ok: false, wanted: 'the path of a local file, relative to this one' };
  const target = resolve(root, dirname(file), named);
  const inside = relative(resolve(root), target).replaceAll('\\', '/');
  if (inside.split('/')[0] === '..' || isAbsolute(inside)) return { ok: false, wanted: 'a file inside the repository' };
  if (read.some((one) => resolve(root, one) === target)) {
    const message = `${JSON.stringify(named)} extends this file again`;
    return { ok: false, message, wanted: 'a file that does not extend this one' };
  }
  if (read.length <= mostExtended) return { ok: true, file: inside };
  return {
    ok: false,
    message: 'extends goes too deep',
    wanted: `at most ${mostExtended} files that extend each other`,
  };
}

function isLocalPath(value: unknown): value is string {
  if (typeof value !== 'string' || value === '' || value.includes('\0')) return false;
  return !isAbsolute(value) && !/^[a-z][a-z0-9+.-]+:/i.test(value);
}
