import type { Direction, Severity } from './finding.ts';
import type { Part } from './part.ts';
import type { Question } from './verdict.ts';

/** Every check, with the dimension that it belongs to. */
export const checks = {
  p50: 'latency',
  p95: 'latency',
  p99: 'latency',
  'common-factor': 'latency',
  'rank-correlation': 'latency',
  'error-rate': 'errors',
  'status-mix': 'errors',
  'missing-route': 'traffic',
  'route-coverage': 'traffic',
  'traffic-mix': 'traffic',
  'peak-rate': 'traffic',
  burstiness: 'traffic',
  'request-rate': 'traffic',
  concurrency: 'traffic',
  cpu: 'resources',
  memory: 'resources',
  throttling: 'resources',
  disk: 'resources',
  network: 'resources',
  pool: 'resources',
  'oom-kills': 'resources',
  rows: 'data',
  'fan-out': 'data',
  shape: 'data',
  nulls: 'data',
  correlation: 'data',
  width: 'data',
  'edge-values': 'data',
  'missing-index': 'data',
  'extra-index': 'data',
  structure: 'data',
  constraints: 'data',
  'stale-statistics': 'data',
  'key-space': 'data',
  'planner-settings': 'data',
  'database-settings': 'data',
  extensions: 'data',
  collation: 'data',
  'server-version': 'data',
  'database-role': 'permissions',
  guard: 'incidents',
} as const;
export type CheckName = keyof typeof checks;

/** How one check is judged. Where both tolerances are given, a difference must exceed both. */
export interface Rule {
  /** Allowed relative change, 0.3 = 30 %; null: none. */
  readonly relative: number | null;
  /** Allowed absolute change in the unit of the measure (seconds, share, count); null: none. */
  readonly absolute: number | null;
  readonly direction: Direction;
  readonly severity: Severity;
  /** Least number of requests on each side. */
  readonly minimum: number;
}

/** Measures whose candidate ÷ reference ratio can be declared. */
export type Scaled = 'rows' | 'traffic' | 'cpu' | 'memory' | 'throttling' | 'disk' | 'network' | 'pool';

export interface CustomRule {
  readonly name: string;
  readonly unit: string;
  readonly relative: number;
  readonly absolute: number;
  readonly direction: Direction;
  readonly severity: Severity;
}

export interface AcceptedUntil {
  /** A fingerprint, or "dimension/check subject". */
  readonly finding: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day, ISO date. */
  readonly expires: string;
}

/** How far a candidate is from its reference: `ratio` is ln(candidate ÷ reference), `difference` is candidate − reference. */
export interface Difference {
  readonly kind: 'ratio' | 'difference';
  readonly size: number;
}

/** `tollgate.baseline/1`: differences acknowledged by whoever wrote and reviewed the file. */
export interface Baseline {
  readonly writtenAt: string;
  /** Acknowledged differences by fingerprint. */
  readonly entries: Readonly<Record<string, Difference>>;
}

/** Everything the judge needs to know besides the evidence. */
export interface Policy {
  readonly question: Question;
  /** What is compared; the other parts of both profiles, if there are any, are left alone. */
  readonly parts: readonly Part[];
  readonly rules: Readonly<Record<CheckName, Rule>>;
  /** Least number of bad requests on the worse side before an error rate may be called different. */
  readonly minimumBad: number;
  /** Whether a factor common to all routes is taken out before routes are compared. */
  readonly takeOutCommonFactor: boolean;
  readonly minimumLoadSeconds: number;
  /** Routes under this share of the reference's requests are only observed when they are missing. */
  readonly rareRouteShare: number;
  /** A required per-route check must be measured on routes with this share of the reference's requests. */
  readonly requiredShare: number;
  readonly scale: Readonly<Partial<Record<Scaled, number | 'any'>>>;
  /** "dimension/check" without which there is no pass. */
  readonly required: readonly string[];
  readonly expected: readonly { readonly check: string; readonly reason: string }[];
  readonly waivers: readonly AcceptedUntil[];
  readonly baseline: Baseline | null;
  readonly ignoredRoutes: readonly string[];
  readonly ignoredTables: readonly string[];
  readonly custom: readonly CustomRule[];
}
