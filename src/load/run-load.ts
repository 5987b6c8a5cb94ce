import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadResult } from '../model/load-result.ts';
import type { Progress } from '../model/ports.ts';
import { tool } from '../model/tool.ts';
import { readJsonFile } from '../sources/file/read-text-file.ts';
import { parseSummary } from '../sources/k6-summary/parse-summary.ts';
import type { Summary } from '../sources/k6-summary/summary.ts';
import { inspectScript } from './inspect-script.ts';
import { judgeLoadRun } from './judge-load-run.ts';
import { startProgram } from './start-program.ts';

export interface LoadRequest {
  readonly k6: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
}

/** Where k6 does not say how long a run takes, it may take this long. */
const longestSeconds = 24 * 3600;
/** For setup, teardown and the summary. */
const slackSeconds = 600;
const everySeconds = 30;

const minutes = (seconds: number) => (seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`);

async function readSummary(file: string): Promise<Summary | null> {
  const read = await readJsonFile(file);
  return read.ok ? parseSummary(read.json) : null;
}

/** Says now and then how far the run is; k6's own bar is for terminals. */
function tick(progress: Progress, total: number | null): () => void {
  const begun = Date.now();
  const timer = setInterval(() => {
    const passed = minutes((Date.now() - begun) / 1000);
    progress(`load: ${passed}${total === null ? '' : ` of about ${minutes(total)}`}`);
  }, everySeconds * 1000);
  return () => clearInterval(timer);
}

/** Runs a script under k6, with k6's words as progress, and says what became of it. */
export async function runLoad({ k6, script, environment, progress }: LoadRequest): Promise<LoadResult> {
  const common = { schema: 'tollgate.load/1', tool, script } as const;
  const needed = await inspectScript(k6, script, environment);
  if (needed.code !== 0) {
    const run = { ...needed, isLate: false, summary: null, endedAt: new Date().toISOString() };
    return { ...common, ...judgeLoadRun(run) };
  }
  const length = needed.seconds === null ? '' : ` for about ${minutes(needed.seconds)}`;
  progress(`load: ${script}${length}${needed.maxVUs === null ? '' : `, at most ${needed.maxVUs} virtual users`}`);
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-load-'));
  const stopTicking = tick(progress, needed.seconds);
  let lastWords = '';
  try {
    const file = join(folder, 'summary.json');
    const ended = await startProgram({
      program: k6,
      arguments: ['run', '--quiet', '--no-color', '--no-usage-report', '--summary-export', file, script],
      environment,
      timeout: ((needed.seconds ?? longestSeconds) + slackSeconds) * 1000,
      line: (line, stream) => {
        if (line.trim() === '') return;
        if (stream === 'stderr') lastWords = line;
        progress(`k6: ${line}`);
      },
    });
    const endedAt = new Date().toISOString();
    return { ...common, ...judgeLoadRun({ ...ended, summary: await readSummary(file), endedAt, lastWords }) };
  } finally {
    stopTicking();
    await rm(folder, { recursive: true, force: true });
  }
}
