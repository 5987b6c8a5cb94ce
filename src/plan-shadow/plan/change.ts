import type { AccessKind } from './accesses.ts';

/** One way in which two plans of the same query differ. */
export type Change =
  | {
      readonly kind: 'scan';
      readonly alias: string;
      readonly relation: string;
      readonly from: AccessKind;
      readonly to: AccessKind;
      readonly indexes: { readonly from: readonly string[]; readonly to: readonly string[] };
      /** What is known of the table's size. */
      readonly size: TableSize | null;
    }
  | {
      readonly kind: 'index';
      readonly alias: string;
      readonly relation: string;
      readonly from: readonly string[];
      readonly to: readonly string[];
    }
  | { readonly kind: 'join-method'; readonly tables: readonly string[]; readonly from: string; readonly to: string }
  | { readonly kind: 'join-order'; readonly from: readonly string[]; readonly to: readonly string[] }
  | { readonly kind: 'sort'; readonly from: number; readonly to: number; readonly keys: readonly string[] }
  | { readonly kind: 'spill'; readonly steps: readonly string[] }
  | {
      readonly kind: 'estimate';
      readonly step: string;
      readonly estimated: number;
      readonly actual: number;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: 'tables';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** Those of the added ones that are read from end to end and are not known to be small. */
      readonly whole: readonly string[];
    };

/** As much of a table's size as is known. */
export interface TableSize {
  /** Pages of 8 kB; null where unknown. */
  readonly pages: number | null;
  readonly rows: number | null;
  /** Whether the table has no more pages than this, and perhaps fewer. */
  readonly isBound: boolean;
}
