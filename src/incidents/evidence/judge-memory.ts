import { formatValue } from '../../model/format-value.ts';
import { median } from '../../stats/median.ts';
import { risingTrend } from '../../stats/rising-trend.ts';
import { theilSen } from '../../stats/theil-sen.ts';
import { type GuardOutcome, judged, unmeasured } from './guard-outcome.ts';

/** Memory of one process over a run, at even distances. */
export interface MemorySeries {
  readonly name: string;
  readonly bytes: readonly number[];
}

export interface MemoryRule {
  /** Share of the run at its beginning in which caches may fill. */
  readonly skip: number;
  /** Growth over the rest, as a share of where it began, that is tolerated. */
  readonly growth: number;
}

const leastValues = 12;
/** A series must cover this much of the run: a process that was replaced takes its leak with it. */
const leastCovered = 0.8;
const chance = 0.01;

interface Trend {
  readonly name: string;
  /** Growth over the whole and over its second half, as shares of where it began. */
  readonly growth: number;
  readonly lately: number;
  readonly chance: number;
}

function growthOf(bytes: readonly number[], begin: number): number {
  const places = bytes.map((_, index) => index);
  return (theilSen(places, bytes) * (bytes.length - 1)) / begin;
}

function trendOf({ name, bytes }: MemorySeries): Trend {
  const begin = median(bytes.slice(0, Math.max(3, Math.floor(bytes.length / 10))));
  const half = bytes.slice(Math.floor(bytes.length / 2));
  return { name, growth: growthOf(bytes, begin), lately: growthOf(half, begin), chance: risingTrend(bytes) };
}

/** It grew by more than is tolerated, hardly by chance, and still does: what fills up and then stays is a cache. */
function isLeak({ growth, lately, chance: p }: Trend, rule: MemoryRule, processes: number): boolean {
  return growth > rule.growth && p < chance / processes && lately > growth / 8;
}

function text({ name, growth, chance: p }: Trend): string {
  const sign = growth >= 0 ? '+' : '';
  const likely = p < 0.001 ? '< 0.001' : formatValue(p, 'ratio');
  return `memory of ${name}: ${sign}${formatValue(growth, 'share')} over the run (chance without a trend ${likely})`;
}

/**
 * Tells whether memory rose over a run, process by process; the worst one speaks.
 *
 * @param values how many values each series would have if it covered the whole run
 */
export function judgeMemory(series: readonly MemorySeries[], rule: MemoryRule, values: number): GuardOutcome {
  if (series.length === 0) return unmeasured('Prometheus has no series of memory for the run');
  const later = series.map(({ name, bytes }) => ({ name, bytes: bytes.slice(Math.floor(bytes.length * rule.skip)) }));
  const broken = series.find(({ bytes }) => !(bytes.length >= leastCovered * values) || !bytes.every(Number.isFinite));
  if (broken !== undefined)
    return unmeasured(
      `memory of ${broken.name} is known for ${broken.bytes.length} of ${values} moments of the run: the process was replaced, or not scraped`,
    );
  const short = later.find(({ bytes }) => bytes.length < leastValues);
  if (short !== undefined)
    return unmeasured(`${short.bytes.length} values of memory are too few for a trend, wanted at least ${leastValues}`);
  const trends = later.map(trendOf).toSorted((one, other) => other.growth - one.growth);
  const leaking = trends.filter((trend) => isLeak(trend, rule, trends.length));
  const [worst] = leaking.length > 0 ? leaking : trends;
  if (worst === undefined || trends.some(({ growth }) => Number.isNaN(growth)))
    return unmeasured('memory is no number');
  return judged(leaking.length === 0, text(worst));
}
