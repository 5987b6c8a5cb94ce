import { answer, type Faulty, listen, type Switch } from './listen.ts';

const perSecond = 20;

/** A service that allows 20 requests per second; the fault: to all clients together, instead of to each. */
export async function startLimited(state: Switch): Promise<Faulty> {
  const asked = new Map<string, number[]>();
  return listen(async ({ headers }, response) => {
    const client = state === 'fixed' ? String(headers['x-client']) : 'all';
    const now = performance.now();
    const recent = (asked.get(client) ?? []).filter((at) => now - at < 1000);
    const isAllowed = recent.length < perSecond;
    asked.set(client, isAllowed ? [...recent, now] : recent);
    answer(response, isAllowed ? 200 : 429);
  });
}
