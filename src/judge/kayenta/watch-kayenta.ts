import type { Means } from './classify-metric.ts';
import { judgeKayenta, type KayentaSeries, type KayentaSettings, kayentaSettings } from './judge-kayenta.ts';

/** When a growing window is judged: at this look first, then at every so many, and at the end. */
export interface Peeking {
  readonly firstLook: number;
  readonly every: number;
  readonly settings?: KayentaSettings;
}

/** What became of a rollout under Kayenta's standalone analysis. */
export interface KayentaOutcome {
  readonly outcome: 'passed' | 'stopped';
  /** The look that decided, from 1. */
  readonly look: number;
  readonly score: number;
  readonly reason: string;
}

function until(series: readonly KayentaSeries[], look: number): KayentaSeries[] {
  return series.map((one) => ({
    ...one,
    pair: { experiment: one.pair.experiment.slice(0, look), control: one.pair.control.slice(0, look) },
  }));
}

/** The looks at which the window is judged. */
function looksOf(length: number, { firstLook, every }: Peeking): number[] {
  const looks: number[] = [];
  for (let look = firstLook; look < length; look += every) looks.push(look);
  return [...looks, length];
}

/**
 * Judges a growing window again and again, as Kayenta's standalone mode does: a score at or below marginal stops at once, the last one
 * must reach the pass mark.
 */
export function watchKayenta(series: readonly KayentaSeries[], means: Means, peeking: Peeking): KayentaOutcome {
  const settings = peeking.settings ?? kayentaSettings;
  const { pass, marginal } = settings.thresholds;
  const looks = looksOf(Math.max(0, ...series.map(({ pair }) => pair.experiment.length)), peeking);
  let last = { look: 0, score: 0, reason: 'No metrics' };
  for (const look of looks) {
    const { score, reason } = judgeKayenta(until(series, look), means, settings);
    last = { look, score, reason };
    if (!(score > marginal)) return { outcome: 'stopped', ...last };
  }
  return { outcome: last.score >= pass ? 'passed' : 'stopped', ...last };
}
