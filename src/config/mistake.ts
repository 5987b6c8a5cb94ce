import type { ReasonCode } from '../model/reason-codes.ts';
import { type Place, wholeFile } from './place.ts';
import { looksSecret, maskAddress } from './secret-places.ts';
import { formatPath, type Path, partAt, placeOf, type Scalar, type Tree } from './tree.ts';

/** A line of a file with its secrets masked, and where the caret stands in it (0-based). */
export interface Excerpt {
  readonly text: string;
  readonly caret: number;
}

/** One thing that is wrong in a configuration: where it stands, what was given, what is wanted. Holds no secret. */
export interface Mistake extends Place {
  readonly reason: Extract<ReasonCode, 'invalid-configuration' | 'same-environment'>;
  /** "production.metrics.urll"; empty for the file as a whole. */
  readonly path: string;
  /** The mistake in one sentence, without its place. */
  readonly message: string;
  /** What was given, as JSON; null where something is missing. */
  readonly given: string | null;
  readonly wanted: string;
  /** The nearest valid key or value. */
  readonly suggestion: string | null;
  readonly excerpt: Excerpt | null;
}

const longest = 120;

/** What stands at a path, as JSON fit to be shown, masked where it is secret; null where nothing stands there. */
export function showGiven(tree: Tree, path: Path): string | null {
  const part = partAt(tree, path);
  if (part === undefined) return null;
  if (part.kind === 'map') return 'a map';
  if (part.kind === 'list') return 'a list';
  if (part.written !== null) return JSON.stringify(part.written);
  if (looksSecret(path)) return '***';
  return showScalar(part.value);
}

function showScalar(value: Scalar): string {
  if (value === null) return 'nothing';
  if (typeof value !== 'string') return String(value);
  // Not cut: half an address may end inside its password.
  return value.length <= longest ? JSON.stringify(maskAddress(value)) : `a text of ${value.length} characters`;
}

interface Wrong {
  readonly wanted: string;
  /** Replaces "wanted …, not …". */
  readonly message?: string;
  readonly suggestion?: string | null;
  readonly reason?: Mistake['reason'];
  readonly place?: Place;
}

/** A mistake at a path of a tree; the place is the value’s, or the nearest one where nothing stands there. */
export function mistakeAt(tree: Tree, path: Path, wrong: Wrong): Mistake {
  const given = showGiven(tree, path);
  return {
    ...(wrong.place ?? placeOf(tree, path)),
    reason: wrong.reason ?? 'invalid-configuration',
    path: formatPath(path),
    message: wrong.message ?? describe(wrong.wanted, given),
    given,
    wanted: wrong.wanted,
    suggestion: wrong.suggestion ?? null,
    excerpt: null,
  };
}

function describe(wanted: string, given: string | null): string {
  return given === null ? `missing: wanted ${wanted}` : `wanted ${wanted}, not ${given}`;
}

/** A mistake of a file as text: its size, its syntax, its absence. */
export function mistakeInFile(place: Place | string, message: string, wanted: string): Mistake {
  return {
    ...(typeof place === 'string' ? wholeFile(place) : place),
    reason: 'invalid-configuration',
    path: '',
    message,
    given: null,
    wanted,
    suggestion: null,
    excerpt: null,
  };
}
