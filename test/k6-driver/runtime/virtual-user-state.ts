import http from 'node:http';
import https from 'node:https';
import type { Scenario } from '../options.ts';
import type { Run } from '../run.ts';

/** What the modules of one virtual user share. */
export interface VirtualUserState {
  readonly run: Run;
  readonly id: number;
  /** Set while the script’s init code runs. */
  isInitialising: boolean;
  /** Null while the script is initialised, and in `setup` and `teardown`. */
  scenario: { readonly name: string; readonly settings: Scenario; readonly startedAt: number } | null;
  iteration: number;
  iterationInScenario: number;
  iterationInTest: number;
  group: string;
  /** Tags that the script set on its virtual user. */
  readonly tags: Record<string, string>;
  /** Ends whatever waits. */
  signal: AbortSignal;
  cookies: Map<string, string>;
  readonly agents: { readonly http: http.Agent; readonly https: https.Agent };
  /** Whether a status is expected. */
  expected: (status: number) => boolean;
}

/** The state of a new virtual user; it has connections of its own. */
export function virtualUserState(run: Run, id: number): VirtualUserState {
  const keepAlive = !run.parsed.options.noConnectionReuse;
  return {
    run,
    id,
    isInitialising: true,
    scenario: null,
    iteration: 0,
    iterationInScenario: 0,
    iterationInTest: 0,
    group: '',
    tags: {},
    signal: run.stop.signal,
    cookies: new Map(),
    agents: { http: new http.Agent({ keepAlive }), https: new https.Agent({ keepAlive }) },
    expected: (status) => status >= 200 && status < 400,
  };
}

/** Tags of every sample that a virtual user gives. */
export function tagsOf({ scenario, group, tags }: VirtualUserState): Record<string, string> {
  return {
    group,
    ...(scenario === null ? {} : { scenario: scenario.name, ...scenario.settings.tags }),
    ...tags,
  };
}
