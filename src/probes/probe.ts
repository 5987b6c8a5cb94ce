import type { Progress } from '../model/ports.ts';
import type { Catalogues, Past, Sections } from '../model/profile.ts';
import type { Window } from '../model/window.ts';
import type { Source } from '../sources/source.ts';
import type { Database } from './data/database.ts';

/** One side as a probe sees it. */
export interface ProbedSide {
  readonly environment: string;
  readonly window: Window;
  /** Null where nothing of it is wanted. */
  readonly source: Source | null;
  /** Null where none is configured. */
  readonly database: Database | null;
  /** Whether the same window one and seven days earlier is wanted too (the reference of the fidelity question). */
  readonly history: boolean;
  readonly dryRun: boolean;
  readonly progress: Progress;
}

/** What a probe adds to a profile. */
export interface Probed {
  readonly sections: Sections;
  readonly catalogues?: Catalogues;
  readonly history: readonly Past[];
  /** The window that was really measured: a recorded file brings its own. */
  readonly window: Window;
  /** When it was really measured, as an ISO 8601 instant, where that was not now. */
  readonly collectedAt?: string;
  readonly queries: Readonly<Record<string, string>>;
}

/** Measures one or more dimensions of one side; never throws for what a provider does. */
export type Probe = (side: ProbedSide) => Promise<Probed>;
