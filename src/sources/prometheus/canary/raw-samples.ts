import type { Sample } from '../../../canary/sample.ts';
import type { Answer } from '../../http/http-client.ts';
import type { PrometheusClient } from '../prometheus-client.ts';
import { duration } from '../request-queries.ts';

/** After `from`, up to and including `to`, in milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A stretch shorter than this is not halved any more, in milliseconds. */
const shortest = 1000;

/** The text of a query for the raw samples of the `seconds` before an instant. */
export function rawQuery(selector: string, seconds: number): string {
  return `${selector}[${duration(seconds)}]`;
}

/**
 * Reads the raw samples of every series that a selector selects, with the times at which they were scraped.
 *
 * A range selector alone, without any function: a range query would repeat a vanished pod's last value for five minutes, and
 * `increase` would lose what a series was born with. What is larger than the budget is read in halves.
 */
export async function rawSamples(
  client: PrometheusClient,
  selector: string,
  { from, to }: Stretch,
): Promise<Answer<readonly Sample[]>> {
  const answer = await client.instant(rawQuery(selector, (to - from) / 1000), new Date(to).toISOString());
  if (answer.ok) {
    const samples = answer.value.rows.map(({ labels, time, value }) => ({
      labels,
      time: Math.round(time * 1000),
      value,
    }));
    // Older servers give the sample at the open end too; it was told in the stretch before.
    return { ok: true, value: samples.filter(({ time }) => time > from && time <= to) };
  }
  if (answer.reason !== 'over-budget' || to - from <= shortest) return answer;
  const middle = Math.round((from + to) / 2);
  const early = await rawSamples(client, selector, { from, to: middle });
  if (!early.ok) return early;
  const late = await rawSamples(client, selector, { from: middle, to });
  return late.ok ? { ok: true, value: [...early.value, ...late.value] } : late;
}
