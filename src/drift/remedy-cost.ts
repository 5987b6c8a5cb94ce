import { type CheckName, checks } from '../model/policy.ts';

const look =
  'an hour or two to compare both sides; then what the cause costs: data a day, another machine or service in staging its bill';
const script =
  'under an hour: the load script is written from production’s traffic again, and the load may take longer';
const limits =
  'minutes to change a setting; larger machines cost for as long as staging runs, a declared ratio nothing';
const fill = 'hours, once: in the job that fills staging’s database';
const migration = 'minutes: a migration that both environments run';
const settings = 'minutes: a setting of the server; some want a restart of staging';

/** What it takes to end a difference, by its check. */
const costs: Readonly<Record<CheckName, string>> = {
  p50: look,
  p95: look,
  p99: look,
  'error-rate': look,
  'status-mix': look,
  'common-factor':
    'comparable machines cost for as long as staging runs; scaling time-outs by the factor costs an hour',
  'rank-correlation': look,
  'missing-route': 'minutes for a route that needs no data of its own, else an hour',
  'route-coverage': script,
  'traffic-mix': script,
  'peak-rate': script,
  burstiness: script,
  'request-rate': 'nothing but staging’s machines under production’s load; a declared ratio costs nothing',
  concurrency: 'nothing but staging’s machines under production’s load; a declared ratio costs nothing',
  cpu: limits,
  memory: limits,
  throttling: limits,
  disk: 'a volume of production’s class for as long as staging runs; a declared ratio costs nothing',
  network: look,
  pool: 'minutes: the size of a pool, and as many more connections at the database',
  'oom-kills': limits,
  rows: 'a day for a sample by parent, and its storage; planning against production’s statistics (`query shadow`) costs minutes',
  'fan-out': fill,
  shape: fill,
  nulls: fill,
  correlation: fill,
  width: fill,
  'edge-values': 'minutes: a few rows more',
  'missing-index': migration,
  'extra-index':
    'minutes; made concurrently in production it takes a scan of the table, in staging it is dropped at once',
  structure: migration,
  constraints: 'minutes for the migration; production reads the whole table to validate one',
  'stale-statistics': 'seconds: ANALYZE',
  'key-space': fill,
  'planner-settings': settings,
  'database-settings': settings,
  extensions: 'minutes, where the provider has the extension',
  collation: 'hours: staging’s database is made and filled anew',
  'server-version': 'hours: an upgrade of staging’s server',
  guard: 'what mending the fault costs; the test is there already',
  'database-role': 'minutes for the grants; what broke only in production then breaks in staging, which is the point',
};

const byCheck: ReadonlyMap<string, string> = new Map(
  Object.keys(checks).map((name) => [name, costs[name as CheckName]]),
);
const unknown = 'an hour to compare both sides; then what the cause costs';

/**
 * What it takes to end a difference, as words without a full stop; of a check of the configuration only that it is not known.
 *
 * @example remedyCost('stale-statistics') // 'seconds: ANALYZE'
 */
export function remedyCost(check: string): string {
  return byCheck.get(check) ?? unknown;
}
