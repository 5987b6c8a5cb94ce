import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Starting {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told every line of both streams, whichever comes first. */
  readonly line: (text: string, stream: 'stdout' | 'stderr') => void;
  /** Milliseconds after which it is stopped. */
  readonly timeout: number;
}

/** How a program ended; `code` is null where a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly isLate: boolean;
}

/** Longer lines are cut: nobody reads them, and a program may write for ever without a line end. */
const longestLine = 2000;
/** After a polite signal a program gets this long. */
const patience = 30_000;

/**
 * Runs a program without a shell and waits for its end.
 *
 * @throws Error where it cannot be started at all
 */
export async function startProgram({ program, line, timeout, ...rest }: Starting): Promise<Ended> {
  const child = spawn(program, rest.arguments, { env: rest.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of ['stdout', 'stderr'] as const) {
    const lines = createInterface({ input: child[stream], crlfDelay: Number.POSITIVE_INFINITY });
    lines.on('line', (text) => line(text.slice(0, longestLine), stream));
  }
  let isLate = false;
  const timers = [
    setTimeout(() => {
      isLate = true;
      child.kill('SIGINT');
    }, timeout),
    setTimeout(() => child.kill('SIGKILL'), timeout + patience),
  ];
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, isLate }));
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
  }
}
