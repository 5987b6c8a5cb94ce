import { normal, type Random } from '../../demo/random.ts';
import type { MetricPair } from './kayenta-metric.ts';

const isConstant = (values: readonly number[]) => values.every((value) => value === values[0]);

/**
 * Adds a little noise to two constant sides, which the rank test could not take; zero stays zero.
 *
 * Kayenta draws it unseeded, so that its own verdicts on constant series cannot be repeated; here chance is an argument.
 */
export function breakTies(pair: MetricPair, random: Random): MetricPair {
  if (!(isConstant(pair.experiment) && isConstant(pair.control))) return pair;
  const jitter = (value: number) => value + Math.abs(value) * 1e-5 * normal(random);
  return { experiment: pair.experiment.map(jitter), control: pair.control.map(jitter) };
}
