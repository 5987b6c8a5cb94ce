import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program took. */
export interface Measured {
  readonly seconds: number;
  /** Peak of resident memory; 0 where the system does not tell. */
  readonly megabytes: number;
  readonly output: string;
}

const interval = 20;

function peakOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}

/** Runs a program and watches its time and peak memory; throws where it fails. */
export function measure(command: string, args: readonly string[], cwd: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let megabytes = 0;
    let output = '';
    const timer = setInterval(() => {
      megabytes = Math.max(megabytes, peakOf(child.pid ?? 0));
    }, interval);
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      output += data.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      const seconds = (performance.now() - start) / 1000;
      if (code === 0) resolve({ seconds, megabytes, output });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${output.slice(-2000)}`));
    });
  });
}
