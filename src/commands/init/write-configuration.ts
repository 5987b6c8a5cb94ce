import { Document, isMap, isScalar } from 'yaml';
import type { Metrics } from '../../config/schema.ts';
import type { Discovered } from '../../sources/prometheus/discover.ts';

/** One side: how it was asked, and what it has. */
export interface AskedSide {
  readonly metrics: Metrics;
  readonly found: Discovered;
}

/** One comment line; what comes from a server must not start a line of its own. */
function commentLine(text: string): string {
  return ` ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 200)}`;
}

function describe({ found }: AskedSide): string[] {
  if (!found.anySeries) return ['the server has no series for this selector in the last day: check the labels'];
  const conventions = found.conventions.map(
    ({ title, latency, requests, labels }) =>
      `${title}: ${[latency?.metric, requests].filter((name) => name !== null && name !== undefined).join(', ')}; route label ${labels.route[0] ?? 'none (only totals can be compared)'}`,
  );
  const resources = found.resources.map(({ measure, provider }) => `${measure} (${provider})`);
  return [
    conventions.length === 0
      ? 'no metric naming convention was recognised: name yours under metrics.convention'
      : `requests: ${conventions.join('; ')}`,
    resources.length === 0 ? 'resources: none found' : `resources: ${resources.join(', ')}`,
  ];
}

/** An address without its credentials, which belong into the environment. */
function addressOf(side: 'production' | 'staging', { metrics }: AskedSide): { url: string; note: string[] } {
  const url = new URL(metrics.url ?? 'http://localhost:9090');
  if (url.username === '' && url.password === '') return { url: url.href.replace(/\/$/, ''), note: [] };
  url.username = '';
  url.password = '';
  const name = `${side.toUpperCase()}_METRICS_PASSWORD`;
  return {
    url: url.href.replace(/\/$/, ''),
    note: [`credentials: add auth: { user: …, password: \${${name}} } and set ${name} in the step’s environment`],
  };
}

function sideNode(side: 'production' | 'staging', asked: AskedSide): { value: object; notes: string[] } {
  const { url, note } = addressOf(side, asked);
  const { selector } = asked.metrics;
  const metrics = { url, ...(Object.keys(selector).length === 0 ? {} : { selector }) };
  return { value: { metrics, window: side === 'production' ? 'busiest' : '1h' }, notes: [...describe(asked), ...note] };
}

/** Puts each top-level key's notes above it. */
function annotate(document: Document, notes: Readonly<Record<string, readonly string[]>>): void {
  if (!isMap(document.contents)) return;
  for (const { key } of document.contents.items) {
    if (!isScalar(key)) continue;
    const own = new Map(Object.entries(notes)).get(String(key.value));
    if (own === undefined) continue;
    key.commentBefore = own.map(commentLine).join('\n');
    key.spaceBefore = true;
  }
}

/** Settings to start from, as a comment; `expires` is an ISO date. */
const footer = (expires: string) => ` Further settings, with their defaults (tollgate schema config prints all of them):

 tolerance: 30%            # of response times, after the factor common to all routes is taken out
 minimumLoad: 20m          # least duration of load that is trusted
 routes:
   ignore: ["/healthz"]    # routes that say nothing about users
 scale:                    # declared staging ÷ production ratios; any: not compared
   cpu: 1
   memory: any
 checks:
   p95: { minimum: 1000, severity: warn }
 waivers:
   - finding: "latency/p95 GET /reports"
     reason: the report table is small in staging; a copy is being made
     owner: "@your-team"
     expires: ${expires}   # at most 90 days ahead`;

/** Both sides, and the instant at which they were asked. */
export interface AskedSides {
  readonly production: AskedSide;
  readonly staging: AskedSide;
  readonly now: Date;
}

function inDays(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Writes a commented `.github/tollgate.yml` for what the servers have; it is valid as it stands. */
export function writeConfiguration(service: string, sides: AskedSides): string {
  const [production, staging] = [sideNode('production', sides.production), sideNode('staging', sides.staging)];
  const document = new Document({
    version: 1,
    service,
    production: production.value,
    staging: staging.value,
    failOn: 'never',
  });
  document.commentBefore =
    ' Tollgate: how truthfully does staging stand for production?\n Written by `tollgate init`; every line may be changed.';
  const notes: Record<string, readonly string[]> = {
    production: [
      'The reference. busiest: the busiest hour of today’s weekday in the last four weeks.',
      ...production.notes,
    ],
    staging: ['The candidate: the last hour, in which the load test should have run.', ...staging.notes],
    failOn: ['Observe only, nothing blocks. Then: fail, later inconclusive (the default).'],
  };
  annotate(document, notes);
  document.comment = footer(inDays(sides.now, 60));
  return document.toString({ lineWidth: 0 });
}
