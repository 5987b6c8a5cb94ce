import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { secret } from '../../bot/deliver.ts';
import type { ManyDelivery } from '../../bot/many-deliveries.ts';

/** A delivery that is ready to be sent: what signing it costs is not measured. */
export interface SignedDelivery {
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** What sending took. */
export interface Load {
  readonly seconds: number;
  /** From when a delivery should have been sent until its answer, in milliseconds, smallest first. */
  readonly milliseconds: readonly number[];
  /** Deliveries that were not answered with 200. */
  readonly failed: number;
}

/** GitHub describes repository, owner and sender at length in every payload: about so many links. */
const links = Object.fromEntries(
  Array.from({ length: 90 }, (_, index) => [
    `link_${index}_url`,
    `https://api.github.com/repos/octo/shop/link/${index}`,
  ]),
);

/** Signs deliveries, each as long as one of GitHub’s about a pull request (about 20 kB). */
export function signAll(deliveries: readonly ManyDelivery[]): SignedDelivery[] {
  return deliveries.map(({ id, event, payload }) => {
    const body = JSON.stringify({ ...payload, base: { repo: links }, head: { repo: links }, sender: links });
    const hmac = createHmac('sha256', secret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${hmac}`,
    };
    return { headers, body };
  });
}

function send(url: string, agent: Agent, { headers, body }: SignedDelivery): Promise<boolean> {
  return new Promise((resolve) => {
    const sending = request(`${url}/api/github/webhooks`, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode === 200));
    });
    sending.once('error', () => resolve(false)).end(body);
  });
}

interface Log {
  readonly milliseconds: number[];
  failed: number;
}

async function timed(log: Log, since: number, sending: Promise<boolean>): Promise<void> {
  const isAnswered = await sending;
  log.milliseconds.push(performance.now() - since);
  if (!isAnswered) log.failed += 1;
}

async function measured(run: (log: Log, agent: Agent) => Promise<void>): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime });
  const log: Log = { milliseconds: [], failed: 0 };
  const start = performance.now();
  await run(log, agent);
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { seconds, failed: log.failed, milliseconds: log.milliseconds.toSorted((a, b) => a - b) };
}

/** So many are on their way at a time when they are sent as fast as answers come. */
export const atATime = 64;

/** Sends as fast as answers come. */
export function sendFast(url: string, deliveries: readonly SignedDelivery[]): Promise<Load> {
  return measured(async (log, agent) => {
    const waiting = deliveries.values();
    const sender = async () => {
      for (const one of waiting) await timed(log, performance.now(), send(url, agent, one));
    };
    await Promise.all(Array.from({ length: atATime }, sender));
  });
}

/** Sends so many a second, whether or not answers come: a slow answer makes none of the others later. */
export function sendEvenly(url: string, deliveries: readonly SignedDelivery[], perSecond: number): Promise<Load> {
  return measured(async (log, agent) => {
    const start = performance.now();
    const sent: Promise<void>[] = [];
    for (const [index, one] of deliveries.entries()) {
      const due = start + (index * 1000) / perSecond;
      const wait = due - performance.now();
      if (wait > 1) await sleep(wait);
      sent.push(timed(log, due, send(url, agent, one)));
    }
    await Promise.all(sent);
  });
}
