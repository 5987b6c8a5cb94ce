import { inspect } from 'node:util';
import type { Scenario } from './options.ts';
import type { Run } from './run.ts';
import { k6Modules } from './runtime/k6-modules.ts';
import { tagsOf, type VirtualUserState, virtualUserState } from './runtime/virtual-user-state.ts';
import { evaluate } from './script/script.ts';

type Exported = Readonly<Record<string, unknown>>;

/** A scenario that is running. */
export interface Running {
  readonly name: string;
  readonly settings: Scenario;
  /** Milliseconds from the start of the run. */
  readonly startedAt: number;
  readonly signal: AbortSignal;
  /** How many iterations began. */
  iterations: number;
  /** What `setup` gave, as JSON; undefined where there is none. */
  readonly setupData: string | undefined;
}

function consoleOf(run: Run): object {
  const say =
    (level: 'info' | 'warning' | 'error') =>
    (...words: unknown[]) =>
      run.log(level, words.map((word) => (typeof word === 'string' ? word : inspect(word))).join(' '));
  return { log: say('info'), info: say('info'), debug: () => {}, warn: say('warning'), error: say('error') };
}

/** One virtual user: the script in a realm of its own, with connections and cookies of its own. */
export class VirtualUser {
  readonly state: VirtualUserState;
  readonly exported: Exported;
  #environment: Readonly<Record<string, string>>;

  /** Evaluates the script; throws what its init code throws. */
  constructor(run: Run, id: number) {
    this.state = virtualUserState(run, id);
    this.#environment = { ...run.environment };
    const global = (get: () => unknown): PropertyDescriptor => ({ get, enumerable: true });
    this.exported = evaluate(
      run.script,
      {
        __ENV: global(() => this.#environment),
        __VU: global(() => id),
        __ITER: global(() => this.state.iteration),
        console: { value: consoleOf(run) },
        open: { value: (path: string) => run.open(path) },
        URL: { value: undefined },
      },
      k6Modules(this.state),
    );
    this.state.isInitialising = false;
  }

  /** Calls an exported function once, outside of any scenario. */
  async call(name: string, argument?: unknown): Promise<unknown> {
    const exported = this.exported[name];
    return typeof exported === 'function' ? exported(argument) : undefined;
  }

  /** One iteration; an exception ends it and is told, an interruption is not counted. */
  async iterate(running: Running): Promise<void> {
    const { state } = this;
    const { run } = state;
    if (state.scenario?.name !== running.name) state.iterationInScenario = 0;
    state.scenario = running;
    state.signal = running.signal;
    state.iterationInTest = running.iterations;
    running.iterations += 1;
    state.group = '';
    if (!run.parsed.options.noCookiesReset) state.cookies = new Map();
    this.#environment = { ...run.environment, ...running.settings.env };
    const data: unknown = running.setupData === undefined ? undefined : JSON.parse(running.setupData);
    const begun = performance.now();
    run.active += 1;
    try {
      await this.call(running.settings.exec, data);
    } catch (error) {
      if (!running.signal.aborted)
        run.log('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      run.active -= 1;
    }
    if (run.parsed.options.noVUConnectionReuse) for (const agent of Object.values(state.agents)) agent.destroy();
    if (running.signal.aborted) return;
    run.metrics.add('iterations', 1, tagsOf(state));
    run.metrics.add('iteration_duration', performance.now() - begun, tagsOf(state));
    state.iteration += 1;
    state.iterationInScenario += 1;
  }

  close(): void {
    for (const agent of Object.values(this.state.agents)) agent.destroy();
  }
}
