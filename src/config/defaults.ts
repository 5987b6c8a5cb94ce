import type { Severity } from '../model/finding.ts';
import type { CheckName, Rule } from '../model/policy.ts';
import { dataRules } from './data-rules.ts';
import { trafficRules } from './traffic-rules.ts';

type Rules = Readonly<Record<CheckName, Rule>>;

const either = (severity: Severity, tolerance: Pick<Rule, 'relative' | 'absolute'>, minimum = 0): Rule => ({
  ...tolerance,
  direction: 'either',
  severity,
  minimum,
});
const worse = (severity: Severity, tolerance: Pick<Rule, 'relative' | 'absolute'>, minimum = 0): Rule => ({
  ...tolerance,
  direction: 'increase',
  severity,
  minimum,
});

/** Used or busy more than twice, or less than half, of what the declared ratio says; 5 percentage points are never worth a word. */
const share = either('observe', { relative: 1, absolute: 0.05 });
/** A millisecond of CPU or a kilobyte per request is never worth a word. */
const leastCpu = 0.001;
const leastBytes = 1000;
const oom = { relative: null, absolute: 0 };
/** What broke production once and breaks staging today; only a proven guard reaches it. */
const guard = worse('warn', { relative: null, absolute: null });

/** Staging ↔ production: differences in either direction are lies; nothing blocks. */
const fidelity: Rules = {
  p50: either('warn', { relative: 0.3, absolute: 0.025 }, 100),
  p95: either('warn', { relative: 0.3, absolute: 0.025 }, 1000),
  p99: either('warn', { relative: 0.3, absolute: 0.025 }, 5000),
  'common-factor': either('observe', { relative: 1, absolute: null }, 100),
  'rank-correlation': either('observe', { relative: null, absolute: 0.3 }, 1000),
  'error-rate': either('warn', { relative: null, absolute: 0.01 }, 2000),
  'status-mix': either('observe', { relative: null, absolute: 0.05 }, 2000),
  'missing-route': either('warn', { relative: null, absolute: null }),
  'route-coverage': either('warn', { relative: null, absolute: 0.05 }),
  ...trafficRules,
  cpu: either('observe', { relative: 1, absolute: leastCpu }),
  memory: share,
  throttling: either('observe', { relative: null, absolute: 0.05 }),
  disk: share,
  network: either('observe', { relative: 1, absolute: leastBytes }),
  pool: share,
  'oom-kills': either('warn', oom),
  ...dataRules,
  guard,
};

/** New build ↔ previous build in staging under the same load: only worse counts, and it is the author's. */
const release: Rules = {
  p50: worse('block', { relative: 0.25, absolute: 0.025 }, 100),
  p95: worse('block', { relative: 0.25, absolute: 0.025 }, 1000),
  p99: worse('warn', { relative: 0.25, absolute: 0.025 }, 5000),
  'common-factor': worse('observe', { relative: 1, absolute: null }, 100),
  'rank-correlation': either('observe', { relative: null, absolute: 0.3 }, 1000),
  'error-rate': worse('block', { relative: 1, absolute: 0.005 }, 2000),
  'status-mix': either('observe', { relative: null, absolute: 0.05 }, 2000),
  'missing-route': either('warn', { relative: null, absolute: null }),
  'route-coverage': either('warn', { relative: null, absolute: 0.05 }),
  ...trafficRules,
  cpu: worse('observe', { relative: 0.5, absolute: leastCpu }),
  memory: worse('observe', { relative: 0.5, absolute: 0.05 }),
  throttling: worse('observe', { relative: null, absolute: 0.05 }),
  disk: worse('observe', { relative: 0.5, absolute: 0.05 }),
  network: worse('observe', { relative: 0.5, absolute: leastBytes }),
  pool: worse('observe', { relative: 0.5, absolute: 0.05 }),
  'oom-kills': worse('warn', oom),
  ...dataRules,
  guard,
};

export const defaults = {
  rules: { fidelity, release },
  minimumBad: { fidelity: 0, release: 10 },
  /** Release: the same load means the same routes; total p95 and error rate need 2,000 requests, enforced by `minimum` and the share. */
  required: {
    behaviour: ['latency/p95', 'errors/error-rate'],
    data: ['data/rows'],
    traffic: ['traffic/traffic-mix', 'traffic/route-coverage'],
  },
  data: { leastRows: 10, timeoutSeconds: 15 },
  minimumLoadSeconds: 1200,
  timerangeSeconds: 3600,
  rareRouteShare: 0.001,
  requiredShare: 0.8,
  failOn: 'inconclusive',
} as const;
