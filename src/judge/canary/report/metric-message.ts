import type { CanaryMetric } from '../../../model/canary/canary-metric.ts';
import { formatCount, formatValue } from '../../../model/format-value.ts';
import { excludeEachOther, type RatioBounds } from '../ratio-bounds.ts';
import { type CanaryRun, isAtDeadline, judgedLooks, lookSeconds } from './canary-run.ts';
import type { ExaminedMetric } from './examined-metric.ts';
import type { MetricOutcome } from './metric-outcome.ts';

const comparative = { counts: 'worse', samples: 'slower', histogram: 'slower', gauge: 'higher' } as const;

const isSlo = (metric: CanaryMetric) => metric.kind === 'counts' && metric.tolerance.relative === null;

const comparativeOf = (metric: CanaryMetric) => (isSlo(metric) ? 'bad' : comparative[metric.kind]);

/** Bounds are rounded outwards: what is said is still ruled out. */
function times(value: number, round: (value: number) => number): string {
  const scale = value < 10 ? 100 : 10;
  return `${round(value * scale) / scale}`;
}

/** Percentages of requests, rounded outwards to two digits. */
function percent(value: number, round: (value: number) => number): string {
  const scale = 10 ** Math.max(0, 3 - Math.ceil(Math.log10(value * 100)));
  return `${round(value * 100 * scale) / scale} %`;
}

/** A bound for a person: a share for a plain SLO, else a multiple. */
const said = (metric: CanaryMetric, value: number, round: (value: number) => number) =>
  isSlo(metric) ? percent(value, round) : `${times(value, round)} ×`;

/** Both bounds for a person; null where nothing worth saying is ruled out on that side. */
function saidBounds(metric: CanaryMetric, { lower, upper }: RatioBounds) {
  const isWorse = lower !== null && (isSlo(metric) || lower > 1);
  return {
    least: isWorse ? said(metric, lower, Math.floor) : null,
    most: upper === null ? null : said(metric, upper, Math.ceil),
  };
}

/** What is ruled out, for a person: “at least 2.3 × and at most 6.1 × worse”; empty where nothing is. */
export function boundsText(metric: CanaryMetric, bounds: RatioBounds): string {
  const { least, most } = saidBounds(metric, bounds);
  const word = comparativeOf(metric);
  if (least !== null && excludeEachOther(bounds)) {
    return `it changed meanwhile: at least ${least} ${word} for a part of the time, and not beyond ${most} all the time`;
  }
  if (least !== null) return `at least ${least}${most === null ? '' : ` and at most ${most}`} ${word}`;
  if (most === null) return '';
  return `at most ${most} ${!isSlo(metric) && (bounds.upper ?? 0) <= 1 ? 'the baseline' : word}`;
}

/** What a metric counts: requests, or how often the state of a pod was looked at. */
const eventsOf = ({ dimension }: CanaryMetric) =>
  dimension === 'resources' ? 'looks at canary pods' : 'canary requests';

/** What was seen on both sides. */
function seen({ state, sides }: ExaminedMetric): string {
  const { canary, baseline, quantile } = sides;
  if (canary === null) return '';
  const value = formatValue(canary.value, canary.unit);
  const other = baseline === null ? null : formatValue(baseline.value, baseline.unit);
  if (state.metric.kind === 'counts') {
    const bad = `${value} of ${formatCount(canary.n ?? 0)} ${eventsOf(state.metric)} bad`;
    return other === null ? bad : `${bad}, ${other} of the baseline’s`;
  }
  const what = quantile === null ? 'mean' : `p${formatQuantile(quantile)}`;
  return `${what} ${value} in the canary, ${other ?? 'unknown'} in the baseline`;
}

const formatQuantile = (quantile: number) => String(Math.round(quantile * 1e6) / 1e4);

/** Why nobody can say how much more it takes. */
function noPlan({ state, coarse }: ExaminedMetric, { file }: CanaryRun): string {
  if (coarse.length > 0) {
    const names = coarse.map((quantile) => `p${formatQuantile(quantile)}`).join(', ');
    return `no bucket ends near the baseline’s ${names}, so a slower canary could hide in one: give the histogram finer buckets there, or judge other quantiles`;
  }
  if (state.metric.kind === 'gauge') return 'levels that swing slowly decide late or never';
  if (state.measuredLooks < file.judge.minPassLooks) return 'too early to say how much more it takes';
  return 'at the rates seen so far it would never be decided: it lies too near the edge of the tolerance';
}

function more(examined: ExaminedMetric, run: CanaryRun): string {
  const { remaining } = examined;
  if (remaining === null) return noPlan(examined, run);
  const { looks, canaryRequests, verdict } = remaining;
  const time = formatValue(looks * lookSeconds(run.file), 's');
  const about = `about ${formatCount(canaryRequests)} more ${eventsOf(examined.state.metric)} or ${time} to ${verdict} at the rates seen so far`;
  const left = run.file.judge.horizon - judgedLooks(run);
  return run.isPartial && looks > left
    ? `${about}, which is beyond the planned ${run.file.judge.horizon} looks`
    : about;
}

/** What a decision means; null where none was reached. */
function decided({ reasonCode, decidedAt }: MetricOutcome, run: CanaryRun): string | null {
  if (decidedAt === null) return null;
  const at = `look ${decidedAt} (${formatValue(decidedAt * lookSeconds(run.file), 's')} after the start)`;
  switch (reasonCode) {
    case 'total-outage':
      return `a total outage at ${at}`;
    case 'within-tolerance':
      return `within tolerance, sure at ${at}`;
    case 'accepted-bound':
      return `undecided at the deadline, accepted because at most ${run.file.judge.deadline.acceptBound} × is`;
    default:
      return `worse than allowed, sure at ${at}`;
  }
}

function undecided({ reasonCode }: MetricOutcome, { state }: ExaminedMetric, run: CanaryRun): string {
  const { warmup } = run.file.judge;
  const looks = `${state.trace.length} ${state.trace.length === 1 ? 'look' : 'looks'}`;
  if (state.trace.length === 0)
    return `there is no look to judge${warmup === 0 ? '' : ` yet: the first ${warmup} are warm-up`}`;
  switch (reasonCode) {
    case 'looks-missing':
      return `${state.missingLooks} of ${looks} are missing`;
    case 'no-candidate-traffic':
      return `the canary had no request in ${looks}`;
    case 'no-reference-traffic':
      return `the baseline had no request in ${looks}`;
    default:
      return `undecided after ${looks}${isAtDeadline(run) ? ', at the deadline' : ''}`;
  }
}

/** "errors", "errors GET /cart", "errors (region=eu)" */
function metricName({ name, route, slice }: CanaryMetric): string {
  const whole = route === null ? name : `${name} ${route}`;
  return slice === '' ? whole : `${whole} (${slice})`;
}

/** One sentence about a metric for whoever is on call: what is concluded, what was seen, what is ruled out, what it would take. */
export function metricMessage(examined: ExaminedMetric, outcome: MetricOutcome, run: CanaryRun): string {
  const { metric } = examined.state;
  const isEmpty = examined.sides.canary === null;
  const said = [
    `${metricName(metric)}: ${decided(outcome, run) ?? undecided(outcome, examined, run)}`,
    ...(isEmpty ? [] : [seen(examined), boundsText(metric, examined.bounds)]),
    ...(outcome.reasonCode === 'undecided' ? [more(examined, run)] : []),
  ];
  return said.filter((part) => part !== '').join('; ');
}
