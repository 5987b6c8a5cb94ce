import { setTimeout as wait } from 'node:timers/promises';
import { scenarioDuration } from '../arrival-times.ts';
import { ExitError, exitCodes } from '../exit-error.ts';
import type { Tags } from '../metrics.ts';
import type { MetricType } from '../sinks.ts';
import { k6Http } from './k6-http.ts';
import { tagsOf, type VirtualUserState } from './virtual-user-state.ts';

/** The module `k6`. */
function k6(state: VirtualUserState): object {
  return {
    sleep: async (seconds: number) => {
      await wait(Math.max(0, seconds) * 1000, undefined, { signal: state.signal });
    },
    check: (value: unknown, checks: Record<string, unknown>, tags: Tags = {}) => {
      let all = true;
      for (const [name, test] of Object.entries(checks)) {
        const passes = Boolean(typeof test === 'function' ? test(value) : test);
        all &&= passes;
        state.run.countCheck(name, passes);
        state.run.metrics.add('checks', passes ? 1 : 0, { ...tagsOf(state), check: name, ...tags });
      }
      return all;
    },
    group: (name: string, body: () => unknown) => {
      const outer = state.group;
      const begun = performance.now();
      state.group = `${outer}::${name}`;
      const end = () => {
        state.run.metrics.add('group_duration', performance.now() - begun, tagsOf(state));
        state.group = outer;
      };
      const result = body();
      // A promise of another realm is no instance of this one's Promise.
      if (typeof (result as { then?: unknown } | undefined)?.then !== 'function') return end();
      return Promise.resolve(result).finally(end);
    },
    fail: (message = '') => {
      throw new Error(message);
    },
    randomSeed: () => {},
  };
}

/** The module `k6/data`: an array that is made once and shared, read-only. */
function k6Data(state: VirtualUserState): object {
  // Scripts call it with `new`, so it is no arrow function; what it returns takes the place of the new object.
  return {
    SharedArray: function sharedArray(name: string, make: () => readonly unknown[]) {
      if (!state.isInitialising) throw new Error('new SharedArray must be called in the init context');
      return state.run.sharedArray(name, make);
    },
  };
}

/** The module `k6/execution`. */
function k6Execution(state: VirtualUserState): object {
  const { run } = state;
  const running = () => {
    if (state.scenario === null)
      throw new Error('getting scenario information outside of the VU context is not supported');
    return state.scenario;
  };
  const own = {
    scenario: {
      get name() {
        return running().name;
      },
      get executor() {
        return running().settings.executor;
      },
      get startTime() {
        return run.startedAt + running().startedAt;
      },
      get progress() {
        const { settings, startedAt } = running();
        return Math.min(1, (run.elapsed() - startedAt) / scenarioDuration(settings));
      },
      get iterationInInstance() {
        return state.iterationInTest;
      },
      get iterationInTest() {
        return state.iterationInTest;
      },
    },
    vu: {
      get idInInstance() {
        return state.id;
      },
      get idInTest() {
        return state.id;
      },
      get iterationInInstance() {
        return state.iteration;
      },
      get iterationInScenario() {
        return state.iterationInScenario;
      },
      tags: state.tags,
      metrics: { tags: state.tags, metadata: {} },
    },
    instance: {
      get currentTestRunDuration() {
        return run.elapsed();
      },
      get vusActive() {
        return run.active;
      },
      get vusInitialized() {
        return run.initialised;
      },
    },
    test: {
      abort: (message = 'test aborted') => {
        const error = new ExitError(exitCodes.aborted, message);
        run.stop.abort(error);
        throw error;
      },
      fail: (message = 'test marked as failed') => run.markFailed(message),
      get options() {
        return run.parsed.options;
      },
    },
  };
  return { ...own, default: own };
}

/** The module `k6/metrics`: metrics of the script’s own. */
function k6Metrics(state: VirtualUserState): object {
  const own = (type: MetricType) =>
    class {
      readonly name: string;

      constructor(name: string, isTime = false) {
        if (!state.isInitialising) throw new Error('metrics must be declared in the init context');
        this.name = state.run.metrics.define(name, type, isTime ? 'time' : 'default').name;
      }

      add(value: number | boolean, tags: Tags = {}) {
        state.run.metrics.add(this.name, Number(value), { ...tagsOf(state), ...tags });
      }
    };
  return { Counter: own('counter'), Gauge: own('gauge'), Rate: own('rate'), Trend: own('trend') };
}

/** Every module of k6 that the driver knows, for one virtual user. */
export function k6Modules(state: VirtualUserState): ReadonlyMap<string, object> {
  return new Map([
    ['k6', k6(state)],
    ['k6/http', k6Http(state)],
    ['k6/data', k6Data(state)],
    ['k6/execution', k6Execution(state)],
    ['k6/metrics', k6Metrics(state)],
  ]);
}
