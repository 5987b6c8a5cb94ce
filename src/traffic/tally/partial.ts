import type { PackedCells } from './cells.ts';
import type { ClientEvents } from './client-sample.ts';
import type { LineCounts } from './line-counts.ts';

/** What one piece of a log says, as plain data that travels between threads. */
export interface Partial {
  readonly counts: LineCounts;
  readonly cells: PackedCells;
  /** Modelled requests by second since 1970: 0, second, count, … */
  readonly seconds: Float64Array<ArrayBuffer>;
  readonly clients: readonly ClientEvents[];
  readonly isSampled: boolean;
}
