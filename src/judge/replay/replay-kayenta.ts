import type { Random } from '../../demo/random.ts';
import type { CanaryFile } from '../../model/canary/canary-file.ts';
import { type KayentaSeries, kayentaSettings } from '../kayenta/judge-kayenta.ts';
import { kayentaMetric } from '../kayenta/kayenta-metric.ts';
import { watchKayenta } from '../kayenta/watch-kayenta.ts';
import type { Replayed } from './replayed.ts';
import { valueSeries } from './value-series.ts';

/** How Kayenta watches: score marks, and the looks at which it judges the growing window. */
export interface KayentaReplay {
  readonly pass: number;
  readonly marginal: number;
  readonly firstLook: number;
  readonly every: number;
}

/** A side that was not measured is a gap to Kayenta. */
const gaps = (values: readonly (number | null)[], warmup: number) =>
  values.slice(warmup).map((value) => value ?? Number.NaN);

/** A file as Kayenta would be configured for it: more is worse; what does not block is muted; a group per metric. */
function kayentaSeries({ metrics, judge }: CanaryFile): KayentaSeries[] {
  return metrics.flatMap((metric) =>
    valueSeries(metric).map(({ name, canary, baseline }) => ({
      name,
      groups: [metric.name],
      metric: kayentaMetric({ direction: 'increase', critical: metric.critical, muted: !metric.blocking }),
      pair: { experiment: gaps(canary, judge.warmup), control: gaps(baseline, judge.warmup) },
    })),
  );
}

/** What Kayenta's standalone analysis would have done: it never holds, a release passes or is stopped. */
export function replayKayenta(file: CanaryFile, random: Random, replay: KayentaReplay): Replayed {
  const { pass, marginal, firstLook, every } = replay;
  const settings = { ...kayentaSettings, thresholds: { pass, marginal } };
  const { outcome, look, score, reason } = watchKayenta(
    kayentaSeries(file),
    { random },
    { firstLook, every, settings },
  );
  const why = outcome === 'passed' ? '' : `score ${score}${reason === '' ? '' : `: ${reason}`}`;
  return { outcome, look: look + file.judge.warmup, reason: why };
}
