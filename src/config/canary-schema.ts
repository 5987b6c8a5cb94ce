import { z } from 'zod';
import { Severity } from '../model/finding.ts';
import { Duration, Percentage, Selector } from './schema-words.ts';

/** What is judged without being asked for. */
export const canaryChecks = ['errors', 'latency', 'p99', 'restarts', 'oom-kills', 'cpu', 'memory'] as const;
export type CanaryCheck = (typeof canaryChecks)[number];

/** A part of something: neither nothing nor all of it. */
const Part = Percentage.refine((share) => share > 0 && share < 1, 'a share above 0 and below 1 such as 5%');
const Budget = Percentage.refine((share) => share > 0 && share <= 0.5, 'a share above 0, at most 50%');
const Whole = Percentage.refine((share) => share <= 1, 'a share of at most 1 (100%)');
const Interval = Duration.refine((seconds) => seconds >= 1 && seconds <= 86_400, 'at least 1s, at most 1d');

const weight = z.number().positive().max(1000).optional().describe('share of the false-alarm budget (1)');

const CheckLimits = z.strictObject({
  tolerance: Percentage.optional().describe('how much worse than the baseline is allowed, as a share of it'),
  absolute: Whole.optional().describe('what is allowed on top, as a share of requests (or of pods)'),
  weight,
  severity: Severity.optional().describe('block stops the release; warn and observe only show'),
});

const Endpoint = z.strictObject({
  route: z
    .string()
    .min(1)
    .max(500)
    .describe('for example "POST /checkout"; its errors and latency are judged on their own'),
  weight,
  critical: z.boolean().default(false).describe('the tight tolerance, and a pass waits for it'),
});

const ownName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case words joined by -, at most 60 characters')
  .describe('name of the metric');
const own = {
  name: ownName,
  tolerance: Percentage.default(0.2).describe('how much worse than the baseline is allowed, as a share of it'),
  weight,
  severity: Severity.default('warn').describe('block stops the release; warn and observe only show'),
};
const promql = (what: string) => z.string().min(1).describe(what);

/** A metric of one's own. Which keys are given says which kind it is. */
const Custom = z.union([
  z.strictObject({
    ...own,
    bad: promql('a counter such as payments_failed_total{$selector}, or PromQL with [$window] in it'),
    total: promql('the same for all events, bad ones included'),
    absolute: Whole.default(0).describe('what is allowed on top, as a share of all events'),
  }),
  z.strictObject({
    ...own,
    histogram: z
      .string()
      .regex(/^[A-Za-z_:][A-Za-z0-9_:]*$/, 'a metric name')
      .describe('name of a histogram without _bucket'),
    unit: z.string().max(40).default('s').describe('unit of its bounds'),
  }),
  z.strictObject({
    ...own,
    value: promql('PromQL with $selector in it, one value per side; larger is worse'),
    unit: z.string().max(40).default('').describe('unit of the value'),
  }),
]);
export type CanaryCustom = z.infer<typeof Custom>;

/** The section `canary`; `metrics` is the schema of a source of measurements. */
export function canarySettings<Source extends z.ZodType>(metrics: Source) {
  return z.strictObject({
    metrics: metrics.optional().describe('where both sides’ measurements come from; default: those of production'),
    selector: Selector.optional().describe('labels of the canary’s series, for example track=canary'),
    baseline: z
      .strictObject({
        metrics: metrics.optional().describe('where the baseline’s come from; default: the same server'),
        selector: Selector.optional().describe('labels of the baseline’s series, for example track=stable'),
      })
      .optional()
      .describe('what the canary is compared with, at the same time'),
    interval: Interval.optional().describe('length of one look (30s); at least the scrape interval'),
    looks: z.int().min(1).max(10_000).optional().describe('planned looks after the warm-up (30)'),
    warmup: z.int().min(0).max(1000).optional().describe('looks at the start that are dropped (2)'),
    lag: Duration.optional().describe('how long after a look it is read, so that its scrapes have arrived (15s)'),
    share: z
      .union([Part, z.array(Part).min(1)])
      .optional()
      .describe('the canary’s configured share of requests, or one for each look of a ramp; the last one stays'),
    falseAlarm: Budget.optional().describe('share of good releases that may be stopped, however often is looked (1%)'),
    // Not called falsePass: what is called pass… is masked as a password.
    falsePromotion: Budget.optional().describe('share of bad releases that may pass (5%)'),
    critical: z.boolean().optional().describe('a critical service: tight tolerances, and hold at the deadline'),
    deadline: z
      .enum(['hold', 'promote'])
      .optional()
      .describe('undecided at the last look: hold, or 15 minutes more and accept what is at most twice as bad'),
    bake: Duration.optional().describe('how long is watched on after a pass'),
    checks: z.partialRecord(z.enum(canaryChecks), CheckLimits).optional().describe('limits per check'),
    endpoints: z.array(Endpoint).max(50).optional().describe('routes that are judged on their own'),
    custom: z.array(Custom).max(50).optional().describe('metrics of your own'),
  });
}
