import type { CanaryCheck } from './canary-schema.ts';

/** How one check of a canary is judged where nothing else is said. */
export interface CanaryRule {
  /** Allowed on top of the baseline, as a share of it. */
  readonly relative: number;
  /** Allowed on top of that, as a share of requests or pods. */
  readonly absolute: number;
  readonly blocking: boolean;
  /** A pass waits for it. */
  readonly required: boolean;
}

const veto = { blocking: true, required: false } as const;
const gate = { blocking: true, required: true } as const;
const shown = { blocking: false, required: false } as const;

/** Defaults of `canary:`; at 20 requests/s and a share of a quarter an unchanged release passes, and 2 % errors are found in five minutes. */
export const canaryDefaults = {
  intervalSeconds: 30,
  looks: 30,
  warmup: 2,
  lagSeconds: 15,
  falseAlarm: 0.01,
  falsePass: 0.05,
  /** At the deadline of a service that is not critical. */
  extraSeconds: 900,
  acceptBound: 2,
  errors: { critical: { relative: 0.2, absolute: 0.001 } },
  rules: {
    errors: { relative: 0.5, absolute: 0.005, ...gate },
    latency: { relative: 0.2, absolute: 0, ...gate },
    p99: { relative: 0.5, absolute: 0, ...shown },
    // Counted per pod and look. To prove that there are few takes hours, so that a pass does not wait for it.
    restarts: { relative: 0.5, absolute: 0.05, ...veto },
    'oom-kills': { relative: 0.5, absolute: 0.02, ...veto },
    cpu: { relative: 0.2, absolute: 0, ...shown },
    memory: { relative: 0.2, absolute: 0, ...shown },
  } satisfies Record<CanaryCheck, CanaryRule>,
} as const;
