import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program took. */
export interface Measured {
  readonly seconds: number;
  /** Time of the processors, all threads together: what it would take alone, whatever else the machine does. */
  readonly processor: number;
  /** Peak of resident memory; 0 where the system does not tell. */
  readonly megabytes: number;
  readonly output: string;
}

const interval = 20;

const ticksPerSecond = 100;

/** Seconds that a process used of the processors so far. */
export function processorOf(pid: number): number {
  try {
    // The name of the program, in brackets, may hold spaces; user and system time are the 12th and 13th word behind it.
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(words[11]) + Number(words[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
}

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
    let [megabytes, processor] = [0, 0];
    let output = '';
    const timer = setInterval(() => {
      megabytes = Math.max(megabytes, peakOf(child.pid ?? 0));
      processor = Math.max(processor, processorOf(child.pid ?? 0));
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
      if (code === 0) resolve({ seconds, processor, megabytes, output });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${output.slice(-2000)}`));
    });
  });
}
