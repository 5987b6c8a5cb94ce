import type { DataCatalogue } from '../../model/sections/data.ts';
import type { Allowance } from '../server/guard.ts';
import type { ThrowAwayServer } from '../server/throw-away-server.ts';

/** A role with its password. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** A throw-away server made ready for strangers' SQL, and what production's planner knows. */
export interface Shadow {
  readonly server: ThrowAwayServer;
  readonly catalogue: DataCatalogue;
  /** Owns the tables; may nothing else. */
  readonly author: Credentials;
  /** Plans queries; owns nothing, so that no table's owner can change how it plans. */
  readonly planner: Credentials;
  readonly allowance: Allowance;
  /** What differs from production and cannot be helped; filled while building. */
  readonly notes: Set<string>;
}

/** One file of SQL, by the name that messages give it. */
export interface SqlFile {
  readonly name: string;
  readonly text: string;
}
