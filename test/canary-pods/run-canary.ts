import type { RecordedCanary } from '../../src/canary-records/record-canary.ts';
import { type CanaryRan, type CanaryTime, canaryRun } from '../../src/commands/canary/run/canary-run.ts';
import type { CanaryFile } from '../../src/model/canary/canary-file.ts';
import type { Clock } from '../../src/model/ports.ts';

/** A clock that jumps to every instant that is waited for. */
export interface JumpingClock extends Clock {
  /** How often was waited. */
  readonly waits: number;
}

/** What is done once the clock has reached an instant. */
export type Events = Readonly<Record<string, () => void>>;

export function jumpingClock(start: string, events: Events = {}): JumpingClock {
  let now = Date.parse(start);
  let waits = 0;
  const left = Object.entries(events).map(([instant, happen]) => ({ time: Date.parse(instant), happen }));
  return {
    now: () => new Date(now),
    get waits() {
      return waits;
    },
    async until(instant) {
      waits += 1;
      now = Math.max(now, instant.getTime());
      for (const event of left.splice(0)) {
        if (event.time <= now) event.happen();
        else left.push(event);
      }
    },
  };
}

export interface CanaryTry {
  /** The configuration, without its version. */
  readonly configuration: string;
  readonly time: CanaryTime;
  readonly clock: Clock;
  readonly interrupted?: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  readonly record?: RecordedCanary;
}

export interface Tried extends CanaryRan {
  readonly said: readonly string[];
  /** Every file that was kept on the way, the last one the final. */
  readonly kept: readonly CanaryFile[];
}

/** Runs a canary as the command line does, but for the clock. */
export async function tryCanary({
  configuration,
  time,
  clock,
  interrupted,
  environment = {},
  record,
}: CanaryTry): Promise<Tried> {
  const said: string[] = [];
  const kept: CanaryFile[] = [];
  const ran = await canaryRun({
    config: 'tollgate.yml',
    options: [],
    environment,
    readFile: async () => `version: 1\n${configuration}\n`,
    now: clock.now(),
    time,
    release: null,
    withTrace: false,
    record: record === undefined ? null : async () => record,
    clock,
    interrupted: interrupted ?? new AbortController().signal,
    progress: (message) => said.push(message),
    keep: async (file) => {
      kept.push(file);
    },
  });
  return { ...ran, said, kept };
}
