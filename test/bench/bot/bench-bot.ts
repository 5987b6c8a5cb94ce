import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../../../src/stats/median.ts';
import { checkedCommits, type ManyDelivery, manyDeliveries } from '../../bot/many-deliveries.ts';
import { type BotProcess, startBotProcess, startServerProcess } from '../../bot/start-bot-process.ts';
import { type AppGitHub, startAppGitHub } from '../../fake-github/start-app-github.ts';
import { startPostgres } from '../../postgres-server/start-postgres.ts';
import { processorOf } from '../measure.ts';
import { atATime, type SignedDelivery, sendEvenly, sendFast, signAll } from './signed-load.ts';

const rounds = Number(process.env['TOLLGATE_BENCH_ROUNDS'] ?? 5);
const perRound = 2000;
const evenly = { perSecond: 200, count: 3000 } as const;
/** PostgreSQL as an operator runs it: what was committed survives a power cut. */
const safely = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', autovacuum: 'on' };

interface Contestant {
  readonly name: string;
  readonly server: BotProcess;
  /** Null for the one that works off nothing. */
  readonly github: AppGitHub | null;
  readonly rates: number[];
  readonly workedOff: number[];
  /** Milliseconds of the processor per delivery, of the server’s own process. */
  readonly processor: number[];
  /** Resident memory, and what JavaScript uses of it, after each round. */
  readonly megabytes: number[];
  readonly heaps: number[];
  failed: number;
  quantiles: readonly [number, number];
}

const parts: {
  readonly deliveries: ManyDelivery[];
  readonly signed: SignedDelivery[][];
  readonly even: SignedDelivery[];
} = prepare();

function prepare() {
  const deliveries = manyDeliveries(rounds * perRound + evenly.count, 100);
  const signed = signAll(deliveries);
  return {
    deliveries,
    signed: Array.from({ length: rounds }, (_, round) => signed.slice(round * perRound, (round + 1) * perRound)),
    even: signed.slice(rounds * perRound),
  };
}

const contestant = (name: string, server: BotProcess, github: AppGitHub | null): Contestant => ({
  name,
  server,
  github,
  rates: [],
  workedOff: [],
  processor: [],
  megabytes: [],
  heaps: [],
  failed: 0,
  quantiles: [0, 0],
});

function residentMegabytes(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** What JavaScript uses, of the main thread. */
async function heapMegabytes(server: BotProcess): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]) / 1024 / 1024;
}

async function statesOf(server: BotProcess): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const found = text.matchAll(/^tollgate_deliveries\{state="(\w+)"\} (\d+)$/gm);
  return new Map([...found].map(([, state = '', count]) => [state, Number(count)]));
}

/** Waits until so many deliveries are done. */
async function workedOff({ server, github }: Contestant, count: number): Promise<void> {
  if (github === null) return;
  for (;;) {
    const states = await statesOf(server);
    if ((states.get('dead') ?? 0) > 0) throw new Error(`deliveries were given up:\n${server.log().slice(-2000)}`);
    if (states.get('done') === count) return;
    await sleep(100);
  }
}

async function runRound(one: Contestant, round: number): Promise<void> {
  const start = performance.now();
  const before = processorOf(one.server.pid);
  const { seconds, failed } = await sendFast(one.server.url, parts.signed[round] ?? []);
  await workedOff(one, (round + 1) * perRound);
  one.rates.push(perRound / seconds);
  one.workedOff.push((perRound * 1000) / (performance.now() - start));
  one.processor.push(((processorOf(one.server.pid) - before) * 1000) / perRound);
  one.failed += failed;
  one.megabytes.push(residentMegabytes(one.server.pid));
  if (one.github !== null) one.heaps.push(await heapMegabytes(one.server));
  console.error(
    `${one.name}, round ${round + 1}: ${one.rates.at(-1)?.toFixed(0)}/s, worked off ${one.workedOff.at(-1)?.toFixed(0)}/s, ${one.processor.at(-1)?.toFixed(2)} ms`,
  );
}

async function runEvenly(one: Contestant): Promise<void> {
  const { milliseconds, failed } = await sendEvenly(one.server.url, parts.even, evenly.perSecond);
  const at = (share: number) => milliseconds[Math.floor(milliseconds.length * share)] ?? Number.NaN;
  one.quantiles = [at(0.5), at(0.99)];
  one.failed += failed;
  await workedOff(one, parts.deliveries.length);
}

/** Deliveries that are not done, or whose check is not there exactly once. */
async function lostBy({ server, github, failed }: Contestant): Promise<string> {
  if (github === null) return `${failed} unanswered`;
  const done = (await statesOf(server)).get('done') ?? 0;
  const checks = github.state.checks.filter(({ status }) => status === 'completed').map(({ headSha }) => headSha);
  const wanted = checkedCommits(parts.deliveries);
  const isEachOnce = checks.toSorted().join() === wanted.toSorted().join();
  return `${failed} unanswered, ${parts.deliveries.length - done} lost, ${wanted.length} checks ${isEachOnce ? 'once each' : 'NOT once each'}`;
}

async function tableOf(all: readonly Contestant[]): Promise<string> {
  const [bare] = all;
  const rows: string[] = [];
  for (const one of all) {
    const ratio = median(one.rates.map((rate, round) => rate / (bare?.rates[round] ?? Number.NaN)));
    const [p50, p99] = one.quantiles.map((value) => value.toFixed(1));
    const processor = median(one.processor).toFixed(2);
    const done = one.github === null ? '–' : median(one.workedOff).toFixed(0);
    const memory = one.megabytes.map((value) => value.toFixed(0)).join(' ');
    const heap = one.heaps.map((value) => value.toFixed(0)).join(' ') || '–';
    rows.push(
      `| ${[one.name, median(one.rates).toFixed(0), ratio.toFixed(2), done, processor, p50, p99, memory, heap, await lostBy(one)].join(' | ')} |`,
    );
  }
  return [
    `| server | acknowledged/s | of bare Probot | stored and worked off/s | processor ms each | p50 ms at 200/s | p99 ms | resident MB after each 2,000 | heap MB | of ${parts.deliveries.length} |`,
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Signed deliveries against a bare Probot app that forgets them: how many a second, how soon acknowledged, none lost, in flat memory. */
export async function benchBot(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  const postgres = await startPostgres({ version: 15, settings: safely });
  const githubs = [await startAppGitHub(), await startAppGitHub()] as const;
  const at = ({ url }: AppGitHub) => ({ GITHUB_API_URL: url });
  const all = [
    contestant('bare Probot, stores nothing', await startServerProcess('test/bench/bot/bare-probot.ts', {}), null),
    contestant(
      'tollgate, PostgreSQL',
      await startBotProcess({ kind: 'postgres', url: postgres.url() }, at(githubs[0])),
      githubs[0],
    ),
    contestant(
      'tollgate, embedded',
      await startBotProcess({ kind: 'embedded', folder: join(folder, 'store') }, at(githubs[1])),
      githubs[1],
    ),
  ];
  try {
    console.log(
      `${atATime} at a time, ${rounds} rounds of ${perRound} in turn; 20 kB each; load ${loadavg()[0]?.toFixed(1)}\n`,
    );
    for (let round = 0; round < rounds; round += 1) for (const one of all) await runRound(one, round);
    for (const one of all) await runEvenly(one);
    console.log(await tableOf(all));
  } finally {
    for (const { server } of all) await server.kill();
    for (const github of githubs) await github.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
