import type { Values } from './database.ts';

/** What the thread of the embedded store is asked to do; a `batch` may be several statements, with a transaction of their own. */
export interface StoreCall {
  readonly id: number;
  readonly kind: 'query' | 'batch' | 'close';
  readonly text: string;
  readonly values: Values;
}

/** What came of it. */
export interface StoreAnswer {
  readonly id: number;
  readonly rows: object[];
  readonly failure: { readonly message: string; readonly code: string | null } | null;
}
