// One comparison in a process of its own, so that its peak memory is its own: node gate-once.ts URL SIZE
import { validate } from '../../src/commands/validate.ts';
import { validateRequest } from '../fixtures/validate-request.ts';
import { hour } from './many-routes.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

const [address = '', size = '100'] = process.argv.slice(2);
const span = `${hour.from.toISOString()}/${hour.to.toISOString()}`;
const given = {
  'production-metrics': address,
  'staging-metrics': address,
  'production-selector': `environment=production-${size}`,
  'staging-selector': `environment=staging-${size}`,
  'production-window': 'busiest',
  'staging-window': span,
};

const sent: Sent[] = [];
const realFetch = globalThis.fetch;

/** Remembers what goes over the wire, so that the same can be sent again by bare fetch. */
async function remember(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const body = request.method === 'POST' ? await request.clone().text() : null;
  sent.push({ url: request.url, init: { method: request.method, headers: [...request.headers], body } });
  return realFetch(request);
}

async function compare(): Promise<number> {
  const start = performance.now();
  const { verdict } = await validate(validateRequest(given));
  if (verdict.findings.length < Number(size))
    throw new Error(`only ${verdict.findings.length} findings: ${verdict.summary}`);
  return performance.now() - start;
}

/** The same requests by bare fetch, four at a time, each answer read whole and parsed as JSON. */
async function bare(requests: readonly Sent[]): Promise<number> {
  const start = performance.now();
  const queue = [...requests];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      await (await realFetch(next.url, next.init)).json();
  };
  await Promise.all([work(), work(), work(), work()]);
  return performance.now() - start;
}

globalThis.fetch = remember;
await compare();
globalThis.fetch = realFetch;
const peak = process.resourceUsage().maxRSS / 1024;
const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
for (let run = 0; run < 7; run += 1) {
  const [a, b] = [await compare(), await bare(sent)];
  ours.push(a);
  theirs.push(b);
  ratios.push(a / b);
}
process.stdout.write(JSON.stringify({ size: Number(size), queries: sent.length, ours, theirs, ratios, peak }));
