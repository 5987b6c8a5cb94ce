import type { TableSize } from './change.ts';

/**
 * Tables of at most this many pages (256 kB) are read faster from end to end than by any index: one read-ahead, less than a few
 * random pages.
 */
const smallPages = 32;
/** Where only rows are known. */
const smallRows = 1000;

/** Tells whether a table is known to be so small that reading all of it is right. */
export function isSmall(size: TableSize | null): boolean {
  if (size === null) return false;
  return size.pages === null ? size.rows !== null && size.rows <= smallRows : size.pages <= smallPages;
}
