import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A running server on loopback. */
export interface PrometheusServer {
  readonly url: string;
  /** Ends the process by its own id and removes its folder. */
  stop(): Promise<void>;
}

const deadline = 20_000;

export interface PrometheusOptions {
  /** Lines `name{labels} value seconds`, in order per series; `# EOF` is added. */
  readonly openMetrics?: string | Iterable<string>;
  /** `host:port` of what it asks for /metrics, every half second; the first time after about five seconds. */
  readonly scrape?: readonly string[];
}

/**
 * Starts Debian’s Prometheus over given samples, or over what it asks for itself, on a free port.
 *
 * The blocks are written before the server starts: added later they show only after most of a minute.
 */
export async function startPrometheus({ openMetrics, scrape = [] }: PrometheusOptions): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-prometheus-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    if (openMetrics !== undefined) await writeBlocks(folder, openMetrics);
    const { child, url } = await launch(folder, scrape);
    // A test run that ends early must not leave a server behind.
    const atExit = () => child.kill('SIGKILL');
    process.once('exit', atExit);
    const stop = async () => {
      process.off('exit', atExit);
      const ended = child.exitCode === null ? once(child, 'exit') : null;
      child.kill('SIGKILL');
      await ended;
      await remove();
    };
    await ready(url).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeBlocks(folder: string, openMetrics: string | Iterable<string>): Promise<void> {
  const lines = typeof openMetrics === 'string' ? [openMetrics.trimEnd()] : openMetrics;
  const file = join(folder, 'samples.om');
  await writeFile(file, Readable.from(withEnd(lines)));
  await promisify(execFile)('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, join(folder, 'data')], {
    maxBuffer: 2 ** 26,
  });
  await rm(file);
}

/** Joined into large pieces: a stream of single lines is slow. */
function* withEnd(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}# EOF\n`;
}

/** On Linux the server is killed with the process that started it, also where that is killed itself. */
const [program = '', ...before] =
  process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'SIGKILL', 'prometheus'] : ['prometheus'];

/** JSON is YAML, too. */
function configuration(targets: readonly string[]): string {
  const job = { job_name: 'service', scrape_interval: '500ms', scrape_timeout: '500ms', static_configs: [{ targets }] };
  return JSON.stringify({ global: {}, ...(targets.length > 0 && { scrape_configs: [job] }) });
}

async function launch(folder: string, scrape: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  await writeFile(join(folder, 'prometheus.yml'), configuration(scrape));
  const child = spawn(
    program,
    [
      ...before,
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=10y',
      '--web.listen-address=127.0.0.1:0',
      '--log.format=logfmt',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // With port 0 the system chooses a free one, and the server says which.
  let log = '';
  for await (const line of createInterface({ input: child.stderr })) {
    log += `${line}\n`;
    const address = /msg="Listening on" address=(\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      child.stderr.resume();
      return { child, url: `http://${address}` };
    }
  }
  throw new Error(`prometheus ended before it listened:\n${log}`);
}

async function ready(url: string): Promise<void> {
  const end = Date.now() + deadline;
  while (Date.now() < end) {
    const response = await fetch(`${url}/-/ready`).catch(() => null);
    if (response?.ok) return;
    await pause(25);
  }
  throw new Error(`prometheus at ${url} was not ready within ${deadline / 1000} s`);
}
