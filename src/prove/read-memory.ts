import { type GuardOutcome, unmeasured } from '../incidents/evidence/guard-outcome.ts';
import { judgeMemory, type MemoryRule, type MemorySeries } from '../incidents/evidence/judge-memory.ts';
import { isUnreachable } from '../model/reason-codes.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Window } from '../model/window.ts';
import type { Row } from '../sources/prometheus/prometheus-answer.ts';
import { createPrometheusClient, type PrometheusClient } from '../sources/prometheus/prometheus-client.ts';

/** So many values of each series: enough for a trend, not too many for all pairs of them. */
const values = 180;
const leastStep = 0.5;

export interface MemoryAsked extends MemoryRule {
  readonly query: string;
  readonly prometheus: PrometheusClient;
  readonly window: Window;
}

const nameOf = ({ labels }: Row) => labels['instance'] ?? labels['pod'] ?? labels['container'] ?? 'the process';

function seriesOf(rows: readonly Row[]): MemorySeries[] {
  const all = Map.groupBy(rows, ({ labels }) =>
    JSON.stringify(Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1))),
  );
  return [...all.values()].map((own) => ({
    name: own[0] === undefined ? '' : nameOf(own[0]),
    bytes: own.toSorted((one, other) => one.time - other.time).map(({ value }) => value),
  }));
}

/**
 * Opens the Prometheus that knows memory; nothing is asked yet.
 *
 * @throws UsageError where the address is none
 */
export function openMemory(url: string): PrometheusClient {
  const limits = { timeout: 30, retries: 2, parallel: 1, maxSeries: 100_000 };
  try {
    return createPrometheusClient({ url, ...limits, headers: {}, selector: {}, labels: {}, splitBy: [], custom: [] });
  } catch (cause) {
    throw new UsageError('invalid-option', `--prometheus: ${(cause as Error).message}`, { cause });
  }
}

/** Asks Prometheus for memory over the run, and judges its trend. */
export async function readMemory({ query, prometheus, window, ...rule }: MemoryAsked): Promise<GuardOutcome> {
  const seconds = (Date.parse(window.to) - Date.parse(window.from)) / 1000;
  const step = Math.max(leastStep, seconds / values);
  const answer = await prometheus.range(query, window, step);
  if (!answer.ok) return { outcome: isUnreachable(answer.reason) ? 'unreachable' : 'unmeasured', why: answer.message };
  if (answer.value.warnings.length > 0) return unmeasured(`Prometheus warns: ${answer.value.warnings.join('; ')}`);
  return judgeMemory(seriesOf(answer.value.rows), rule, Math.floor(seconds / step));
}
