import type { ConstructorOptions, Db } from 'pg-boss';

/** Values as PostgreSQL's parameters. */
export type Values = readonly unknown[];

/** Runs one statement and gives its rows. */
export interface Querying {
  query<Row extends object>(text: string, values?: Values): Promise<Row[]>;
}

/** A statement runner inside one transaction, also as pg-boss wants it. */
export interface Transaction extends Querying {
  readonly forQueue: Db;
}

/** PostgreSQL, as a server or embedded: the same SQL on both. */
export interface Database extends Querying {
  /** Runs the work in one transaction; whatever it throws undoes it. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** What pg-boss opens its own work with. */
  readonly queueOptions: Pick<ConstructorOptions, 'backend' | 'connectionString' | 'db' | 'max'>;
  /** Whether no other process can use the same store: what is marked as being worked on was left by a crash. */
  readonly isExclusive: boolean;
  close(): Promise<void>;
}
