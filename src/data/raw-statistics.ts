/** One row of `pg_stats` as it was read, with real values in it: never written anywhere. */
export interface RawStatistics {
  readonly inherited: boolean;
  readonly nullShare: number;
  readonly averageWidth: number;
  readonly distinct: number;
  readonly correlation: number | null;
  readonly commonValues: readonly string[];
  readonly commonShares: readonly number[];
  readonly histogram: readonly string[];
  readonly elements: readonly string[];
  /** Behind the shares of the elements stand the least and largest share, and that of nulls. */
  readonly elementShares: readonly number[];
  readonly elementCounts: readonly number[];
  /** The database hashed the values itself, with the same key. */
  readonly isHashed: boolean;
}

/** What decides how a column is treated. */
export interface Treating {
  /** As PostgreSQL writes it; of a domain, the type behind it. */
  readonly type: string;
  readonly isEnum: boolean;
  /** Declared to hold nothing that may not leave. */
  readonly isSafe: boolean;
  /** Rows of the table; null where they are not known. */
  readonly rows: number | null;
  /** Common values that fewer rows carry are dropped. */
  readonly leastRows: number;
  /** Null: no value of text leaves. */
  readonly key: string | null;
}
