import type { CanaryTrace } from '../../../model/canary/canary-trace.ts';
import { formatCount } from '../../../model/format-value.ts';
import type { Html } from '../markup.ts';
import { type DrawnMetric, timeOf } from './drawn-metric.ts';
import { type PlotScale, timePlot } from './time-plot.ts';

const perTen = Math.log(10);
/** The axis begins at a thousandth; what lies beyond is drawn at its edge. */
const lowest = -3;

/** Powers of ten up to a hundred times the higher threshold. */
function scoreScale({ thresholds }: CanaryTrace): PlotScale {
  const highest = Math.ceil(Math.max(thresholds.fail, thresholds.pass) / perTen) + 2;
  const share = (log: number) => Math.min(1, Math.max(0, (log / perTen - lowest) / (highest - lowest)));
  const powers = Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at).filter((at) => at % 2 === 0);
  const label = (power: number) => (power < 0 ? `1/${formatCount(10 ** -power)}` : formatCount(10 ** power));
  return { share, ticks: powers.map((power) => ({ share: share(power * perTen), label: label(power) })) };
}

const score = (logarithm: number) => formatCount(Math.exp(logarithm));

/** Both scores over time, against the thresholds at which they decide. */
export function scorePlot(drawn: DrawnMetric): Html {
  const { trace, finding } = drawn;
  const { fail, pass } = trace.thresholds;
  const curve = (which: 'logFail' | 'logPass') =>
    trace.trace.map((one) => [one.look, one[which] ?? Number.NEGATIVE_INFINITY] as const);
  return timePlot({
    title: 'Evidence',
    said: `Scores of ${finding.check}, logarithmic. ${finding.message}`,
    ...timeOf(drawn),
    scale: scoreScale(trace),
    curves: [
      { look: 'score-fail', name: 'FAIL score', points: curve('logFail') },
      { look: 'score-pass', name: 'PASS score', points: curve('logPass') },
    ],
    levels: [
      { look: 'level-fail', value: fail, name: `fails at ${score(fail)}` },
      { look: 'level-pass', value: pass, name: `passes at ${score(pass)}` },
    ],
  });
}
