import type { Collected } from '../source.ts';
import type { Summary } from './summary.ts';

/** No load test runs longer; a larger number is none of k6’s. */
const longestSeconds = 90 * 86_400;

/**
 * When the load ran: it ended when the summary was written.
 *
 * @param modifiedAt when the file was last written, for the formats that do not say it themselves
 * @returns no window where nothing in the summary tells how long the test ran
 * @example summaryTime({ format: 'handleSummary', metrics: new Map(), seconds: 60 }, '2026-11-20T09:00:00Z').window.from // '2026-11-20T08:59:00.000Z'
 */
export function summaryTime(summary: Summary, modifiedAt: string): Pick<Collected, 'window' | 'collectedAt'> {
  const end = Date.parse(summary.writtenAt ?? modifiedAt);
  const collectedAt = new Date(end).toISOString();
  const seconds = [summary.seconds, ...durationsOf(summary)].find(isDuration);
  if (seconds === undefined) return { collectedAt };
  return { collectedAt, window: { from: new Date(end - seconds * 1000).toISOString(), to: collectedAt } };
}

/** The rate of a counter is its count ÷ the duration of the test. */
function durationsOf({ metrics }: Summary): number[] {
  return ['iterations', 'http_reqs'].flatMap((name) => {
    const values = metrics.get(name)?.values;
    return values === undefined ? [] : [(values.get('count') ?? Number.NaN) / (values.get('rate') ?? Number.NaN)];
  });
}

function isDuration(seconds: number | undefined): boolean {
  return seconds !== undefined && seconds > 0 && seconds <= longestSeconds;
}
