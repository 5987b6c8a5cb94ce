import type { CanaryPlan, MetricPlan, Suggestion } from '../../model/canary/canary-plan.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';

/** One change that is enough, in words with what it costs. */
export function suggestionText({ lever, value }: Suggestion, metric: MetricPlan, plan: CanaryPlan): string {
  const { canary, baseline } = metric.requestsPerLook;
  switch (lever) {
    case 'share':
      return `give the canary ${formatValue(value, 'share')} of the requests (more users see it)`;
    case 'horizon': {
      const seconds = (plan.warmup + value) * plan.intervalSeconds;
      return `watch for ${formatCount(value)} looks, ${formatValue(seconds, 's')} in all (a slower rollout)`;
    }
    case 'load': {
      const more = ((value - 1) * (canary + baseline)) / plan.intervalSeconds;
      return `send ${formatValue(value, '')} times the requests: ${formatValue(more, '')} synthetic ones per second more (they must be like real ones)`;
    }
    case 'absolute':
      return `allow ${formatValue(value, 'share')} on top (an absolute tolerance of ${value}; smaller regressions go through)`;
    case 'relative':
      return `allow ${formatValue(1 + value, '')} × the baseline's rate (a relative tolerance of ${value}; smaller regressions go through)`;
  }
}
