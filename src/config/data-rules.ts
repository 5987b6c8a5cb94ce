import type { Severity } from '../model/finding.ts';
import type { Rule } from '../model/policy.ts';

const any = { relative: null, absolute: null } as const;

const either = (severity: Severity, tolerance: Pick<Rule, 'relative' | 'absolute'>): Rule => ({
  ...tolerance,
  direction: 'either',
  severity,
  minimum: 0,
});

/**
 * Limits of the checks of data. Columns that no index and no known statement uses are only observed, whatever is said here.
 *
 * Distances and differences were measured over re-ANALYZEs of 14 million rows: they stay under 0.02, and a faithful sample of 12,000
 * rows under 0.02 as well.
 */
export const dataRules = {
  /** A tenth of production’s rows, where production has a million: below that plans and durations are another matter. */
  rows: { relative: 0.9, absolute: null, direction: 'decrease', severity: 'warn', minimum: 1_000_000 },
  /** From half to double. */
  'fan-out': either('warn', { relative: 1, absolute: null }),
  shape: either('warn', { relative: null, absolute: 0.1 }),
  nulls: either('warn', { relative: null, absolute: 0.02 }),
  correlation: either('warn', { relative: null, absolute: 0.3 }),
  width: either('observe', { relative: 0.5, absolute: null }),
  'edge-values': either('warn', any),
  'missing-index': either('warn', any),
  'extra-index': either('warn', any),
  structure: either('warn', any),
  constraints: either('warn', any),
  /** Twice what autovacuum tolerates by default. */
  'stale-statistics': either('warn', { relative: 0.2, absolute: null }),
  'key-space': { relative: null, absolute: 0.8, direction: 'increase', severity: 'warn', minimum: 0 },
  'planner-settings': either('warn', any),
  'database-settings': either('observe', any),
  extensions: either('warn', any),
  collation: either('warn', any),
  'server-version': either('warn', any),
  'database-role': either('warn', any),
} satisfies Record<string, Rule>;
