import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { runEnvironment } from '../run/run-environment.ts';

/** How a process ended and what it said. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

const deadline = 25_000;

/** Runs a program as a process of its own, with nothing in its environment but a path, a home, the places of the run and what is given. */
export async function runProgram(program: string, args: readonly string[], { cwd, env = {} }: Running): Promise<Ran> {
  const child = spawn(program, args, {
    cwd,
    env: { ...runEnvironment(), HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: deadline,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

/** The same for a program of Node’s. */
export function runNode(args: readonly string[], running: Running): Promise<Ran> {
  return runProgram(process.execPath, args, running);
}
