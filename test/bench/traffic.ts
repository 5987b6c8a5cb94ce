import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../../src/stats/median.ts';
import { shopLog } from '../fixtures/traffic/shop-log.ts';
import { type Measured, measure } from './measure.ts';

const bundle = join(import.meta.dirname, '../../action/dist/cli.js');
const lines = Number(process.env['TOLLGATE_BENCH_LINES'] ?? 5_000_000);
const rounds = Number(process.env['TOLLGATE_BENCH_ROUNDS'] ?? 3);
const million = 1_000_000;
const duckDbName = 'DuckDB read_csv';

/** A program that reads the log, and how many lines of it. */
interface Contestant {
  readonly name: string;
  readonly lines: number;
  /** So slow that one round must do. */
  readonly once?: boolean;
  readonly run: () => Promise<Measured>;
}

function writeLog(file: string, count: number): string {
  const target = openSync(file, 'w');
  for (const piece of shopLog({ lines: count, keep: false }).pieces) writeSync(target, piece);
  closeSync(target);
  return file;
}

const isThere = (program: string) => spawnSync('which', [program]).status === 0;

/** DuckDB is no dependency: it is installed into the benchmark's own folder. */
function installDuckDb(folder: string): string | null {
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '@duckdb/node-api'], {
    cwd: folder,
  });
  if (installed.status !== 0) return null;
  return join(folder, 'node_modules/@duckdb/node-api/lib/index.js');
}

function ours(folder: string, log: string, workers: number): () => Promise<Measured> {
  return () =>
    measure(
      process.execPath,
      [bundle, 'traffic', 'model', log, '--workers', String(workers), '--out', 'model.json'],
      folder,
    );
}

/** What any reader of lines in one thread of Node has to do at least. */
const lineEnds = `import { openSync, readSync } from 'node:fs';
const file = openSync(process.argv[1], 'r');
const buffer = Buffer.alloc(2 ** 20);
let lines = 0;
for (let count; (count = readSync(file, buffer)) > 0; ) {
  const read = buffer.subarray(0, count);
  for (let at = read.indexOf(10); at !== -1; at = read.indexOf(10, at + 1)) lines += 1;
}
console.log(lines);`;

function contestants(folder: string, log: string): Contestant[] {
  const all: Contestant[] = [
    { name: 'tollgate, 2 workers', lines, run: ours(folder, log, 2) },
    { name: 'tollgate, 1 thread', lines, run: ours(folder, log, 1) },
    { name: 'wc -l (the limit)', lines, run: () => measure('wc', ['-l', log], folder) },
    {
      name: 'Node, only finding the ends of lines',
      lines,
      run: () => measure(process.execPath, ['--input-type=module', '-e', lineEnds, log], folder),
    },
  ];
  const duckDb = installDuckDb(folder);
  if (duckDb !== null) {
    const script = join(folder, 'duckdb-query.mjs');
    copyFileSync(join(import.meta.dirname, 'duckdb-query.mjs'), script);
    all.push({ name: duckDbName, lines, run: () => measure(process.execPath, [script, duckDb, log], folder) });
  }
  const counting =
    '{ m = substr($4, 2, 17); sub(/\\?.*/, "", $7); gsub(/[0-9]+/, "{id}", $7); n[$6 $7 m]++ } END { for (k in n) c++; print c }';
  if (isThere('mawk'))
    all.push({
      name: 'mawk, counts per route and minute only',
      lines,
      run: () => measure('mawk', [counting, log], folder),
    });
  return all;
}

/** What a report of GoAccess holds that our model has nothing of: without these it answers the same questions, and is faster. */
const otherPanels =
  'REQUESTS_STATIC NOT_FOUND HOSTS OS BROWSERS VIRTUAL_HOSTS REFERRERS REFERRING_SITES KEYPHRASES REMOTE_USER CACHE_STATUS GEO_LOCATION MIME_TYPE TLS_TYPE'.split(
    ' ',
  );

/**
 * GoAccess takes longer per line the more lines it has read, so a tenth of the log would flatter it and all of it would take
 * minutes: it gets a million lines of the same log. With as many threads as we have, where its version knows threads.
 */
function goAccess(folder: string, log: string): Contestant[] {
  const program = 'goaccess';
  if (!isThere(program)) return [];
  const told = (option: string) => spawnSync(program, [option]).stdout.toString();
  const [version = ''] = /\d+(?:\.\d+)+/.exec(told('--version')) ?? [];
  const jobs = told('--help').includes('--jobs') ? ['--jobs=2'] : [];
  const few = Math.min(lines, million);
  const first = join(folder, 'first.log');
  execFileSync('sh', ['-c', 'head -n "$1" "$2" > "$3"', 'sh', String(few), log, first]);
  const format = ['--log-format=%h %^[%d:%t %^] "%r" %s %b "%R" "%u" %T', '--date-format=%d/%b/%Y', '--time-format=%T'];
  const quiet = ['--no-global-config', '--no-progress', '--no-parsing-spinner', '-o', 'report.json'];
  const usual = [first, ...format, ...quiet, ...jobs];
  const run = (more: readonly string[]) => () => measure(program, [...usual, ...more], folder);
  const threads = jobs.length === 0 ? '1 thread' : '2 jobs';
  return [
    { name: `GoAccess ${version}, ${threads}`, lines: few, once: true, run: run([]) },
    {
      name: `GoAccess ${version}, ${threads}, only the same questions`,
      lines: few,
      once: true,
      run: run(otherPanels.map((panel) => `--ignore-panel=${panel}`)),
    },
  ];
}

interface Result {
  readonly name: string;
  readonly rates: number[];
  /** Processor seconds per million lines. */
  readonly processor: number[];
  megabytes: number;
}

/** All in turn, so that what else the machine does falls on all of them. */
async function runInTurn(all: readonly Contestant[]): Promise<Result[]> {
  const results = all.map(({ name }): Result => ({ name, rates: [], processor: [], megabytes: 0 }));
  for (let round = 0; round < rounds; round += 1)
    for (const [index, one] of all.entries()) {
      if (round > 0 && one.once === true) continue;
      const { seconds, processor, megabytes } = await one.run();
      const result = results[index];
      if (result === undefined) continue;
      result.rates.push(one.lines / seconds / million);
      result.processor.push((processor * million) / one.lines);
      result.megabytes = Math.max(result.megabytes, megabytes);
    }
  return results;
}

const ratio = (ours: readonly number[], theirs: readonly number[]) =>
  median(ours.map((one, round) => one / (theirs[round] ?? theirs[0] ?? Number.NaN))).toFixed(2);

function table(results: readonly Result[]): string {
  const [first] = results;
  const rows = results.map(({ name, rates, processor, megabytes }) => {
    const spread = `${Math.min(...rates).toFixed(2)}–${Math.max(...rates).toFixed(2)}`;
    const faster = [ratio(first?.rates ?? [], rates), ratio(processor, first?.processor ?? [])];
    const numbers = [median(rates).toFixed(2), spread, median(processor).toFixed(2), megabytes.toFixed(0), ...faster];
    return `| ${name} | ${numbers.join(' | ')} |`;
  });
  return [
    '| method | M lines/s | spread | processor s per M lines | peak MB | tollgate is faster by | with less processor by |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function outcomeOf(value: number, wanted: number): string {
  if (Number.isNaN(value)) return 'not measured';
  return value >= wanted ? 'met' : '**missed**';
}

/** What is wanted of the first of them, and what came of it. */
function goals(results: readonly Result[]): string {
  const [first] = results;
  const speedUp = (named: string) =>
    Number(ratio(first?.rates ?? [], results.find(({ name }) => name.startsWith(named))?.rates ?? []));
  const rows = [
    ['M lines/s', median(first?.rates ?? []), 2.5],
    ['times as fast as DuckDB', speedUp(duckDbName), 1.3],
    ['times as fast as GoAccess', speedUp('GoAccess'), 50],
  ] as const;
  const peak = first?.megabytes ?? Number.NaN;
  const lines = rows.map(
    ([what, value, wanted]) => `| ${what} | ${value.toFixed(2)} | at least ${wanted} | ${outcomeOf(value, wanted)} |`,
  );
  lines.push(`| peak MB | ${peak.toFixed(0)} | below 150 | ${peak > 0 && peak < 150 ? 'met' : '**missed**'} |`);
  return ['| goal, with 2 workers | measured | wanted | |', '|---|---|---|---|', ...lines].join('\n');
}

async function linear(folder: string): Promise<string> {
  const rows: string[] = [];
  for (const count of [0.1, 1, 10].map((share) => Math.round((share * lines) / 5))) {
    const log = writeLog(join(folder, 'linear.log'), count);
    const { seconds, megabytes } = await ours(folder, log, 2)();
    rows.push(
      `| ${(count / million).toFixed(2)} | ${seconds.toFixed(2)} | ${((seconds * 1e9) / count).toFixed(0)} | ${megabytes.toFixed(0)} |`,
    );
    rmSync(log);
  }
  return ['| M lines | seconds | ns per line | peak MB |', '|---|---|---|---|', ...rows].join('\n');
}

/** How fast access logs are read, against what else reads them, in one run. */
export async function benchTraffic(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-bench-'));
  try {
    const log = writeLog(join(folder, 'access.log'), lines);
    // Into the page cache: the disk is not what is measured.
    execFileSync('cat', [log], { stdio: 'ignore' });
    console.log(
      `${lines / million} M combined lines with request time, median of ${rounds} rounds in turn; load ${loadavg()[0]?.toFixed(1)}\n`,
    );
    const results = await runInTurn([...contestants(folder, log), ...goAccess(folder, log)]);
    console.log(`${table(results)}\n\n${goals(results)}`);
    if (existsSync(log)) rmSync(log);
    console.log(`\n${await linear(folder)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
