import type { CanaryCounts } from '../model/canary/canary-row.ts';
import type { ReasonCode } from '../model/reason-codes.ts';

/** Increases of a histogram's buckets in one look: cumulative over its own bounds, the last entry is the total. */
export interface Buckets {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
}

/** One measure of one side, one value per look; null where it was not measured. */
export type Measured =
  | { readonly kind: 'counts'; readonly rows: readonly (CanaryCounts | null)[] }
  | { readonly kind: 'histogram'; readonly unit: string; readonly rows: readonly (Buckets | null)[] }
  | { readonly kind: 'gauge'; readonly unit: string; readonly rows: readonly (number | null)[] };

/** Where a measure came from. */
export interface Origin {
  readonly source: string;
  readonly query: string;
}

/** What a source says about one side over a stretch of looks. */
export interface SideReading {
  /** By `measureKey`; each has as many rows as the stretch has looks. */
  readonly measures: ReadonlyMap<string, Measured>;
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  /** How many pods were seen in each look. */
  readonly pods: readonly number[];
  /** The same for each region or release that is never pooled with others, by its name; empty where nothing is kept apart. */
  readonly slices: ReadonlyMap<string, readonly number[]>;
  /** What the server does not have; it may have it in the next stretch. */
  readonly lacks: readonly string[];
  readonly remarks: readonly string[];
}

/** The answer of a source. */
export interface ReadSide {
  readonly ok: true;
  readonly reading: SideReading;
  /** One text per series with its last sample: the same text on both sides is the same series. Not kept: there are thousands. */
  readonly fingerprints: ReadonlySet<string>;
}

/** Why a source gave no answer; nothing of the stretch was taken, so that it can be read again. */
export interface UnreadSide {
  readonly ok: false;
  readonly reason: ReasonCode;
  readonly message: string;
}

/**
 * Key of a measure: its name, the route where it is about one, and the region or release that it is kept apart for.
 *
 * @example measureKey('errors', 'GET /cart') // 'errors GET /cart'
 * @example measureKey('cpu', null, 'region=eu') // 'cpu @ region=eu'
 */
export function measureKey(name: string, route: string | null, slice = ''): string {
  const key = route === null ? name : `${name} ${route}`;
  return slice === '' ? key : `${key} @ ${slice}`;
}
