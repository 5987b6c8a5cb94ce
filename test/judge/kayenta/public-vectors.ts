import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KayentaConstants } from '../../../src/judge/kayenta/classify-metric.ts';
import { type KayentaMetric, kayentaMetric } from '../../../src/judge/kayenta/kayenta-metric.ts';
import { publicData as data } from '../../fixtures/public-data.ts';

const list = z.array(z.number());
const Intervals = z.object({
  kayenta: z.array(
    z.object({
      name: z.string(),
      x: list,
      y: list,
      conf: z.number(),
      ciLow: z.number(),
      ciHigh: z.number(),
      estimate: z.number().optional(),
      estimatePort: z.number().optional(),
    }),
  ),
});
const Cases = z.array(
  z.object({
    name: z.string(),
    experiment: list,
    control: list,
    classifier: z.string(),
    classify: z.string(),
    asserts: z.array(z.string()),
  }),
);

function read<Shape>(name: string, schema: z.ZodType<Shape>): Shape | null {
  const file = join(data, name);
  if (existsSync(file)) return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  console.warn(`skipped: Kayenta’s public vectors, because there is no file ${file} (TOLLGATE_TEST_DATA)`);
  return null;
}

/** Intervals and estimates of shifts; null where the public data is not there. */
export const readIntervals = () => read('stat-vectors.json', Intervals)?.kayenta ?? null;

/** Two numbers behind a name in the text of a test, for example `criticalThresholds = (0.8, 1.2)`. */
function pairIn(text: string, name: string): { decrease: number; increase: number } | null {
  const [, decrease, increase] = new RegExp(`${name} ?= ?\\(([\\d.]+), ([\\d.]+)\\)`).exec(text) ?? [];
  return decrease === undefined ? null : { decrease: Number(decrease), increase: Number(increase) };
}

const numberIn = (text: string, name: string) => Number(new RegExp(`${name} = ([\\d.]+)`).exec(text)?.[1]);

function metricOf(classifier: string, classify: string): KayentaMetric {
  const text = `${classifier} ${classify}`;
  const allowed = pairIn(text, 'effectSizeThresholds');
  const critical = pairIn(text, 'criticalThresholds');
  return kayentaMetric({
    direction: text.includes('MetricDirection.Decrease') ? 'decrease' : 'either',
    nanStrategy: text.includes('NaNStrategy.Replace') ? 'replace' : 'remove',
    critical: text.includes('isCriticalMetric = true'),
    effectSize: {
      measure: text.includes('effectSizeMeasure="cles"') ? 'cles' : 'meanRatio',
      allowedDecrease: allowed?.decrease ?? 1,
      allowedIncrease: allowed?.increase ?? 1,
      criticalDecrease: critical?.decrease ?? 1,
      criticalIncrease: critical?.increase ?? 1,
    },
  });
}

export interface ClassifierCase {
  readonly name: string;
  readonly experiment: readonly number[];
  readonly control: readonly number[];
  readonly metric: KayentaMetric;
  readonly constants: KayentaConstants;
  /** What Kayenta’s own test asserts, in its words. */
  readonly asserts: readonly string[];
}

/** Kayenta’s own tests of its classifier whose settings and assertions are known; null where the public data is not there. */
export function readClassifierCases(): ClassifierCase[] | null {
  const cases = read('timeseries/kayenta/classifier_cases_odd.json', Cases);
  return (
    cases
      ?.filter(({ classifier, asserts }) => classifier.startsWith('MannWhitney') && asserts.length > 0)
      .map(({ name, experiment, control, classifier, classify, asserts }) => ({
        name,
        experiment,
        control,
        asserts,
        metric: metricOf(classifier, classify),
        constants: { tolerance: numberIn(classifier, 'tolerance'), confidence: numberIn(classifier, 'confLevel') },
      })) ?? null
  );
}
