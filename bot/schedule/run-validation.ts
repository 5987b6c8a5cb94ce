import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { redactSecrets } from '../../src/config/redact.ts';
import { Verdict } from '../../src/model/verdict.ts';
import type { Grants } from '../operator/operator-file.ts';

/** Files of programs that a validation is made of. */
export interface Programs {
  /** The bundled command line. */
  readonly cli: string;
  /** Loaded before it; see `egress-guard.ts`. */
  readonly guard: string;
}

export interface Running {
  readonly programs: Programs;
  readonly grants: Grants;
  /** Holds the configuration; the only place that may be read, besides the programs, and written. */
  readonly folder: string;
  /** Null where there is only one. */
  readonly service: string | null;
  readonly sha: string;
}

const longest = 45 * 60_000;
const largestReport = 64 * 1024 * 1024;
/** So much is told of what it said; far more is kept until secrets are taken out, for half a secret is not recognised. */
const mostWords = { told: 2000, kept: 1_000_000 } as const;

/**
 * Runs `tollgate validate` as a process of its own.
 *
 * Its environment is empty but for what the operator grants to the repository; it can read only its folder, start nothing, and connect
 * only to hosts of the operator’s list.
 */
export async function runValidation(running: Running): Promise<{ verdict: Verdict } | { lack: string }> {
  const folder = await realpath(running.folder);
  const { grants, programs, service, sha } = running;
  const report = join(folder, 'report.json');
  const guardFolder = dirname(programs.guard);
  const confined = [
    '--permission',
    ...[dirname(programs.cli), guardFolder, folder].map((path) => `--allow-fs-read=${path}/*`),
    `--allow-fs-write=${folder}/*`,
    '--max-old-space-size=1024',
    '--disable-warning=SecurityWarning',
    `--import=${programs.guard}`,
  ];
  const chosen = service === null ? [] : ['--service', service];
  const child = spawn(
    process.execPath,
    [...confined, programs.cli, 'validate', '--json', 'report.json', '--sha', sha, ...chosen],
    {
      cwd: folder,
      env: { ...grants.variables, TOLLGATE_EGRESS: grants.egress.join(','), NO_COLOR: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: longest,
      killSignal: 'SIGKILL',
    },
  );
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-mostWords.kept);
  });
  await once(child, 'close');
  const why = redactSecrets(words, Object.values(grants.variables)).slice(-mostWords.told).trim();
  return readVerdict(report, `no report (exit ${child.exitCode ?? child.signalCode}): ${why}`);
}

async function readVerdict(file: string, lack: string): Promise<{ verdict: Verdict } | { lack: string }> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return { lack };
  if (size > largestReport) return { lack: `the report has ${size} bytes; at most ${largestReport} are read` };
  const parsed = Verdict.safeParse(JSON.parse(await readFile(file, 'utf8')));
  return parsed.success ? { verdict: parsed.data } : { lack: 'the report is none of this version' };
}
