import { seededRandom } from '../../../src/demo/random.ts';
import { classifyMetric } from '../../../src/judge/kayenta/classify-metric.ts';
import { kayentaMetric, type MetricPair } from '../../../src/judge/kayenta/kayenta-metric.ts';

const metric = kayentaMetric({ direction: 'increase' });
const firstPeek = 10;

/** Whether Kayenta's test calls one metric high over so many looks. */
function isHigh({ experiment, control }: MetricPair, looks: number): boolean {
  const pair = { experiment: experiment.slice(0, looks), control: control.slice(0, looks) };
  return classifyMetric(pair, metric, { random: seededRandom(1) }).classification === 'high';
}

/** The last look where the whole window is high; null where it is not. */
export function kayentaOnce(pair: MetricPair): number | null {
  const looks = pair.experiment.length;
  return isHigh(pair, looks) ? looks : null;
}

/** The first look from the tenth on at which the growing window is high; null where none is. */
export function kayentaPeeked(pair: MetricPair): number | null {
  for (let looks = firstPeek; looks <= pair.experiment.length; looks += 1) if (isHigh(pair, looks)) return looks;
  return null;
}
