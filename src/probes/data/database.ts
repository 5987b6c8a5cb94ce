/** One side’s database and how its values are treated. */
export interface Database {
  /** Address of the server; a secret. */
  readonly url: string;
  /** Role that the application connects as; null where it is not named. */
  readonly role: string | null;
  /** Columns that hold nothing that may not leave, "schema.table.column" or "table.column"; `*` stands for any name. */
  readonly safeColumns: readonly string[];
  readonly leastRows: number;
  /** Key of the hashes; null: no text leaves at all. */
  readonly key: string | null;
  /** Seconds for one statement. */
  readonly timeoutSeconds: number;
}
