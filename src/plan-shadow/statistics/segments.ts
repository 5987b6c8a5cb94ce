/** One file of a relation. */
export interface Segment {
  /** What is appended to the relation's path: '', '.1', '.2', … */
  readonly suffix: string;
  readonly bytes: number;
}

/**
 * The files that a relation of so many pages has; every one but the last is full.
 *
 * Source: PostgreSQL's `md.c`: a relation is cut into segments, which are counted by their sizes.
 *
 * @param pages of `pageBytes` bytes each
 * @param segmentPages pages of a full segment (131072, unless the server was compiled otherwise)
 * @example segments(3, { pageBytes: 8192, segmentPages: 2 }) // [{ suffix: '', bytes: 16384 }, { suffix: '.1', bytes: 8192 }]
 */
export function segments(pages: number, layout: { pageBytes: number; segmentPages: number }): readonly Segment[] {
  const { pageBytes, segmentPages } = layout;
  const count = Math.max(1, Math.ceil(pages / segmentPages));
  return Array.from({ length: count }, (_, index) => ({
    suffix: index === 0 ? '' : `.${index}`,
    bytes: Math.min(segmentPages, pages - index * segmentPages) * pageBytes,
  }));
}
