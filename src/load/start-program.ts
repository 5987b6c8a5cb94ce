import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { stoppingSignals } from './watch-stop.ts';

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
/** What a program that has ended left running may hold its streams open; its last words came before. */
const lastWords = 1000;

/** Tells every line of a stream, of which never more than the longest line is kept. */
function eachLine(stream: Readable, tell: (text: string) => void): void {
  let begun = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const [first = '', ...others] = chunk.split('\n');
    begun = (begun + first).slice(0, longestLine);
    for (const next of others) {
      tell(begun.replace(/\r$/, ''));
      begun = next.slice(0, longestLine);
    }
  });
  stream.on('end', () => {
    if (begun !== '') tell(begun);
  });
}

/**
 * Runs a program without a shell and waits for its end. Who stops this process stops the program: it would go on loading staging
 * with nobody watching.
 *
 * @throws Error where it cannot be started at all
 */
export async function startProgram({ program, line, timeout, ...rest }: Starting): Promise<Ended> {
  const child = spawn(program, rest.arguments, { env: rest.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of ['stdout', 'stderr'] as const) eachLine(child[stream], (text) => line(text, stream));
  let isLate = false;
  const timers = [
    setTimeout(() => {
      isLate = true;
      child.kill('SIGINT');
    }, timeout),
    setTimeout(() => child.kill('SIGKILL'), timeout + patience),
  ];
  const stop = () => {
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGKILL'), patience));
  };
  for (const signal of stoppingSignals) process.once(signal, stop);
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, isLate }));
      child.once('exit', (code) => {
        timers.push(
          setTimeout(() => {
            for (const stream of [child.stdout, child.stderr]) stream.destroy();
            resolve({ code, isLate });
          }, lastWords),
        );
      });
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    for (const signal of stoppingSignals) process.removeListener(signal, stop);
  }
}
