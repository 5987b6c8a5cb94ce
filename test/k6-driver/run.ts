import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Metrics } from './metrics.ts';
import { type ParsedOptions, parseOptions } from './options.ts';
import type { Script } from './script/script.ts';
import type { CheckResult } from './summary.ts';

/** What is told while a run lasts. */
export type Log = (level: 'info' | 'warning' | 'error', message: string) => void;

/** One run of a script: what its virtual users share. */
export class Run {
  readonly script: Script;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Aborted where the run ends before its time, with the reason. */
  readonly stop = new AbortController();
  metrics = new Metrics();
  parsed: ParsedOptions = parseOptions({});
  startedAt = 0;
  active = 0;
  initialised = 0;
  isMarkedFailed = false;
  readonly #checks = new Map<string, CheckResult>();
  readonly #shared = new Map<string, readonly unknown[]>();
  readonly #warned = new Map<string, number>();

  constructor(script: Script, environment: Readonly<Record<string, string>>, log: Log) {
    this.script = script;
    this.environment = environment;
    this.log = log;
  }

  elapsed(): number {
    return this.startedAt === 0 ? 0 : Date.now() - this.startedAt;
  }

  /** Says something once, and then only every hundredth time. */
  warn(message: string): void {
    const times = (this.#warned.get(message) ?? 0) + 1;
    this.#warned.set(message, times);
    if (times % 100 === 1) this.log('warning', message);
  }

  markFailed(message: string): void {
    this.isMarkedFailed = true;
    this.log('error', message);
  }

  countCheck(name: string, passes: boolean): void {
    const check = this.#checks.get(name) ?? { name, path: `::${name}`, passes: 0, fails: 0 };
    this.#checks.set(name, check);
    check[passes ? 'passes' : 'fails'] += 1;
  }

  get checks(): readonly CheckResult[] {
    return [...this.#checks.values()];
  }

  sharedArray(name: string, make: () => readonly unknown[]): readonly unknown[] {
    const array = this.#shared.get(name) ?? Object.freeze(structuredClone(make()));
    this.#shared.set(name, array);
    return array;
  }

  /** A file beside the script, as the script’s `open` gives it. */
  open(path: string): string {
    return readFileSync(resolve(dirname(this.script.main), path), 'utf8');
  }
}
