import type { Rule } from '../model/policy.ts';

type Traffic = 'traffic-mix' | 'peak-rate' | 'burstiness' | 'request-rate' | 'concurrency';

/** How production-shaped the load must be: the same for both questions. */
export const trafficRules: Readonly<Record<Traffic, Rule>> = {
  'traffic-mix': { relative: null, absolute: 0.1, direction: 'either', severity: 'warn', minimum: 1000 },
  'peak-rate': { relative: 0.3, absolute: null, direction: 'decrease', severity: 'warn', minimum: 0 },
  burstiness: { relative: 1, absolute: null, direction: 'decrease', severity: 'observe', minimum: 0 },
  'request-rate': { relative: 0.5, absolute: null, direction: 'either', severity: 'observe', minimum: 0 },
  concurrency: { relative: 1, absolute: null, direction: 'either', severity: 'observe', minimum: 0 },
};
