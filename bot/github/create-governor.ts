import { setTimeout as sleep } from 'node:timers/promises';
import { Postponed } from '../queue/postponed.ts';
import type { Pace } from './create-pace.ts';
import type { GitHubMetrics } from './github-metrics.ts';
import { type Limit, type Refusal, readLimit } from './read-limit.ts';

/** Sends one request as the limits of its owner allow. */
export type Governor = <Answer extends { readonly headers: Refusal['headers'] }>(
  send: () => Promise<Answer>,
  method: string,
) => Promise<Answer>;

interface Governing {
  /** An installation’s number, or "app". */
  readonly owner: string;
  readonly pace: Pace;
  readonly metrics: GitHubMetrics;
  readonly now: () => Date;
}

/** GitHub counts a write as five reads. */
const pointsOf = (method: string) => (isRead(method) ? 1 : 5);
const isRead = (method: string) => method === 'GET' || method === 'HEAD';
/** A read that fails for a moment is worth another try at once; what lasts longer is for the queue. */
const readPauses = [200, 1000];

function refusalOf(error: unknown): Refusal {
  const { status, message, response } = Object(error);
  return { status: Number(status), message: String(message), headers: Object(response).headers ?? {} };
}

/**
 * Makes the governor of one installation.
 *
 * Reads are repeated at once; writes never: the answer may be lost although the write was done, so only a handler that looks before it
 * writes may repeat it.
 *
 * @throws Postponed by the governor, while GitHub wants to be left alone
 */
export function createGovernor({ owner, pace, metrics, now }: Governing): Governor {
  let limit: Limit | null = null;
  const note = (headers: Refusal['headers']) => {
    const labels = { installation: owner, resource: String(headers['x-ratelimit-resource'] ?? 'core') };
    for (const name of ['limit', 'remaining', 'reset'] as const) {
      const value = Number(headers[`x-ratelimit-${name}`] ?? Number.NaN);
      if (Number.isFinite(value)) metrics[name].set(labels, value);
    }
  };
  const attempt = async <Answer extends { readonly headers: Refusal['headers'] }>(send: () => Promise<Answer>) => {
    if (limit !== null && limit.until > now()) throw postponed(limit);
    try {
      const answer = await send();
      note(answer.headers);
      return answer;
    } catch (error) {
      const refusal = refusalOf(error);
      note(refusal.headers);
      const found = readLimit(refusal, now());
      if (found === null) throw error;
      metrics.limited.inc({ kind: found.kind });
      limit = found;
      throw postponed(found);
    }
  };
  return async (send, method) => {
    for (let tried = 0; ; tried += 1) {
      await pace.take(owner, pointsOf(method));
      try {
        return await attempt(send);
      } catch (error) {
        const pause = readPauses[tried];
        if (!isRead(method) || pause === undefined || !(refusalOf(error).status >= 500)) throw error;
        metrics.retries.inc();
        await sleep(pause);
      }
    }
  };
}

function postponed({ kind, until }: Limit): Postponed {
  return new Postponed(`GitHub’s ${kind} rate limit is reached until ${until.toISOString()}`, until);
}
