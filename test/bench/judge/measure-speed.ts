import { seededRandom } from '../../../src/demo/random.ts';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { judgeKayenta, type KayentaSeries } from '../../../src/judge/kayenta/judge-kayenta.ts';
import { kayentaMetric } from '../../../src/judge/kayenta/kayenta-metric.ts';
import { CanaryFile } from '../../../src/model/canary/canary-file.ts';
import { countsRows } from '../../simulation/counts-file.ts';
import { pairedMedians } from '../median-of.ts';
import { printTable } from './markdown.ts';

/** A release with so many metrics of errors. */
function release(metrics: number, looks: number): CanaryFile {
  const random = seededRandom(metrics * looks);
  const rollout = { looks, requests: 1000, share: 0.25, baselineRate: 0.01, canaryRate: 0.01 };
  return CanaryFile.parse({
    schema: 'tollgate.canary/1',
    judge: { horizon: looks },
    metrics: Array.from({ length: metrics }, (_, at) => ({
      name: `errors-${at}`,
      kind: 'counts',
      tolerance: { relative: 0.5, absolute: 0.005 },
      rows: countsRows(random, rollout),
    })),
  });
}

function kayentaSeries({ metrics }: CanaryFile): KayentaSeries[] {
  return metrics.flatMap((metric) => {
    if (metric.kind !== 'counts') return [];
    const rate = (side: 'canary' | 'baseline') =>
      metric.rows.map((row) => (row[side]?.bad ?? 0) / (row[side]?.total ?? 0));
    return [
      {
        name: metric.name,
        groups: ['errors'],
        metric: kayentaMetric({ direction: 'increase' }),
        pair: { experiment: rate('canary'), control: rate('baseline') },
      },
    ];
  });
}

async function time(work: () => unknown): Promise<number> {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** One judgement of everything that there is so far: ours over all looks, against Kayenta's test on the same rows in the same run. */
export async function measureSpeed(): Promise<void> {
  console.log(
    '\nSpeed: one judgement of all rows (as at the last look), median of 9; Kayenta: its test on the same rows, once per metric.\n',
  );
  const rows: string[][] = [];
  for (const [metrics, looks] of [
    [50, 100],
    [50, 200],
    [50, 400],
    [25, 200],
    [100, 200],
  ] as const) {
    const file = release(metrics, looks);
    const series = kayentaSeries(file);
    const { a, b, ratio } = await pairedMedians(
      9,
      () => time(() => judgeCanary(file)),
      () => time(() => judgeKayenta(series, { random: seededRandom(1) })),
    );
    rows.push([
      String(metrics),
      String(looks),
      a.toFixed(1),
      b.toFixed(1),
      ratio.toFixed(2),
      ((a * 1000) / (metrics * looks)).toFixed(2),
    ]);
  }
  printTable(['metrics', 'looks', 'judge, ms', 'Kayenta, ms', 'ratio', 'judge, µs per metric and look'], rows);
}
