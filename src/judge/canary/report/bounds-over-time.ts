import type { CanaryTrace } from '../../../model/canary/canary-trace.ts';
import { metricScores } from '../metric-scores.ts';
import type { CanaryRun } from './canary-run.ts';
import type { ExaminedMetric } from './examined-metric.ts';

/** At how many looks bounds are told, and at how many sizes they are tried, from a sixteenth to sixteen times. */
const [looksTold, sizesTried, widest] = [24, 48, 16];

/** What one size is ruled out by at each told look: by PASS (it is no worse), by FAIL (it is worse). */
interface Tried {
  readonly size: number;
  readonly passes: ReadonlySet<number>;
  readonly fails: ReadonlySet<number>;
}

function tryAt(size: number, told: ReadonlySet<number>, { state, scores }: Replay): Tried {
  const running = scores.startAt(size);
  const [passes, fails] = [new Set<number>(), new Set<number>()];
  for (const { look } of state.trace) {
    const { logFail, logPass } = running.look(look - 1);
    if (!told.has(look)) continue;
    if (logPass >= state.thresholds.pass) passes.add(look);
    if (logFail >= state.thresholds.fail) fails.add(look);
  }
  return { size, passes, fails };
}

interface Replay {
  readonly state: ExaminedMetric['state'];
  readonly scores: ReturnType<typeof metricScores>;
}

/** Bounds of a plain SLO are rates around what it allows; all others are multiples of the baseline. */
function middleOf({ metric }: ExaminedMetric['state']): number {
  const isSlo = metric.kind === 'counts' && metric.tolerance.relative === null;
  return isSlo ? Math.max(metric.tolerance.absolute, 1e-6) : 1;
}

/**
 * What was ruled out at looks over the whole run, for a picture of how knowledge grew.
 *
 * Sizes are tried on a grid, and the safe one of two neighbours is told: each bound is valid, and up to an eighth too wide. The last
 * look has the exact ones.
 */
export function boundsOverTime({ state, bounds }: ExaminedMetric, { file }: CanaryRun): CanaryTrace['bounds'] {
  const { length } = state.trace;
  const scores = metricScores(state.metric, { horizon: file.judge.horizon, history: file.history });
  const step = Math.max(1, Math.ceil(length / looksTold));
  const looks = state.trace.map(({ look }) => look).filter((_, at) => (length - 1 - at) % step === 0);
  const told = new Set(looks);
  const tried = Array.from({ length: sizesTried + 1 }, (_, at) =>
    tryAt(middleOf(state) * widest ** ((2 * at) / sizesTried - 1), told, { state, scores }),
  );
  return looks.map((look, at) => {
    if (at === looks.length - 1) return { look, ...bounds };
    return {
      look,
      lower: tried.findLast(({ fails }) => fails.has(look))?.size ?? null,
      upper: tried.find(({ passes }) => passes.has(look))?.size ?? null,
    };
  });
}
