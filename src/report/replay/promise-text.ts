import type { FalseAlarms } from '../../model/canary/false-alarms.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';

/** A measured rate of false alarms with its interval, for example `1.5 % (0.04 to 8.1 %)`. */
export function rateText({ rate, interval }: FalseAlarms): string {
  if (rate === null) return 'not measured';
  return `${formatValue(rate, 'share')}, 95 % interval ${formatValue(interval[0], 'share')} to ${formatValue(interval[1], 'share')}`;
}

/** Whether a promise is kept, in one sentence. */
export function promiseText({ promise, promised, passed, stopped, replays }: FalseAlarms): string {
  const rate = formatValue(promised, 'share');
  switch (promise) {
    case 'kept':
      return `The promise of at most ${rate} false alarms is kept, as far as ${formatCount(replays)} can show.`;
    case 'broken':
      return `The promise of at most ${rate} false alarms is broken: the whole interval lies above it.`;
    case 'unproven':
      return `Only ${formatCount(passed + stopped)} of ${formatCount(replays)} came to a verdict: too few to say anything about the promise of at most ${rate}.`;
  }
}
