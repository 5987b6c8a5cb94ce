import { normal, type Random, seededRandom } from '../../../src/demo/random.ts';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { CanaryFile } from '../../../src/model/canary/canary-file.ts';
import { linearQuantile } from '../../../src/stats/linear-quantile.ts';
import { kayentaOnce, kayentaPeeked } from './kayenta-looks.ts';
import { printTable, runsOf } from './markdown.ts';
import { Tally } from './tally.ts';
import { thresholdLook } from './threshold-look.ts';

const looks = 200;
const allowed = 1.2;
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const heads = [
  'FAIL samples',
  'FAIL p95 samples',
  'FAIL p95 buckets',
  'PASS samples',
  'PASS buckets',
  'Kayenta once',
  'Kayenta peeked',
  'threshold 1',
];

interface LatencyDesign {
  readonly share: number;
  readonly requests: number;
  readonly change: string;
  /** Draws how many times slower one canary request is. */
  readonly slowdown: (random: Random) => number;
  readonly specified: readonly string[];
}

const times = (factor: number) => () => factor;
const tail = (random: Random) => (random() < 0.05 ? 5 : 1);
const designs: readonly LatencyDesign[] = [
  {
    share: 0.05,
    requests: 100,
    change: 'none',
    slowdown: times(1),
    specified: ['0', '0', '0', '6.8', '25', '0', '0', '100@11'],
  },
  {
    share: 0.05,
    requests: 100,
    change: '× 1.5',
    slowdown: times(1.5),
    specified: ['96@90', '55@187', '56@178', '', '', '0', '0', '100@5'],
  },
  {
    share: 0.05,
    requests: 100,
    change: '× 5',
    slowdown: times(5),
    specified: ['100@4', '100@4', '100@4', '', '', '100', '100@10', '100@2'],
  },
  {
    share: 0.05,
    requests: 1000,
    change: 'none',
    slowdown: times(1),
    specified: ['0', '0', '0', '92@83', '100@46', '0', '0.8', '100@8'],
  },
  {
    share: 0.05,
    requests: 1000,
    change: '× 1.2 (edge)',
    slowdown: times(1.2),
    specified: ['0', '0.2', '0', '0', '0', '100', '100@32', '100@4'],
  },
  {
    share: 0.05,
    requests: 1000,
    change: '× 1.5',
    slowdown: times(1.5),
    specified: ['100@12', '100@23', '100@23', '0', '0', '100', '100@10', '100@2'],
  },
  {
    share: 0.05,
    requests: 1000,
    change: '5 % of requests × 5',
    slowdown: tail,
    specified: ['78@143', '1', '0', '0.2', '0.8', '100', '100@31', '100@3'],
  },
  {
    share: 0.5,
    requests: 100,
    change: 'none',
    slowdown: times(1),
    specified: ['0', '0', '0', '71@140', '98@64', '0', '1.5', '100@7'],
  },
  {
    share: 0.5,
    requests: 100,
    change: '× 1.5',
    slowdown: times(1.5),
    specified: ['100@22', '100@44', '100@37', '', '', '', '100@12', '100@2'],
  },
  {
    share: 0.5,
    requests: 1000,
    change: 'none',
    slowdown: times(1),
    specified: ['0', '0', '', '100@18', '100@10', '0', '0.5', '94@78'],
  },
  {
    share: 0.5,
    requests: 1000,
    change: '× 1.5',
    slowdown: times(1.5),
    specified: ['100@4', '100@6', '', '', '', '', '100@10', '100@2'],
  },
];

const typical = 0.1;

function draw({ share, requests, slowdown }: LatencyDesign, random: Random) {
  const one = () => typical * Math.exp(normal(random));
  const canary = Math.round(share * requests);
  return Array.from({ length: looks }, () => ({
    canary: Array.from({ length: canary }, () => one() * slowdown(random)),
    baseline: Array.from({ length: requests - canary }, one),
  }));
}

function bucketed(samples: readonly number[]): number[] {
  const counts = bounds.map(() => 0);
  for (const sample of samples) {
    const at = bounds.findIndex((bound) => sample <= bound);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  let sum = 0;
  return [...counts.map((count) => (sum += count)), samples.length];
}

type Rows = ReturnType<typeof draw>;

/** What the baseline did before the rollout, as the specification's simulations had it. */
const past = (() => {
  const random = seededRandom(99);
  return Array.from({ length: 5000 }, () => typical * Math.exp(normal(random)));
})();

function judged(rows: Rows, kind: 'samples' | 'histogram', quantiles: readonly number[]) {
  const shared = { name: 'latency', kind, quantiles: [...quantiles], tolerance: { relative: allowed - 1 } };
  const metric =
    kind === 'samples'
      ? { ...shared, kind, rows }
      : {
          ...shared,
          kind,
          bounds,
          rows: rows.map(({ canary, baseline }) => ({ canary: bucketed(canary), baseline: bucketed(baseline) })),
        };
  const history = { latency: kind === 'samples' ? past : bucketed(past) };
  const file = CanaryFile.parse({ schema: 'tollgate.canary/1', history, metrics: [metric] });
  const { stand, decidedAt } = judgeCanary(file, { stopsWhenDecided: true });
  return { failed: stand === 'failed' ? decidedAt : null, passed: stand === 'passed' ? decidedAt : null };
}

function judgeOnce(rows: Rows): (number | null)[] {
  const p95 = (samples: readonly number[]) =>
    linearQuantile(
      samples.toSorted((a, b) => a - b),
      0.95,
    );
  const pair = {
    experiment: rows.map(({ canary }) => p95(canary)),
    control: rows.map(({ baseline }) => p95(baseline)),
  };
  const ratios = pair.experiment.map((value, at) => value / (pair.control[at] ?? Number.NaN));
  const [samples, buckets] = [judged(rows, 'samples', [0.5, 0.95, 0.99]), judged(rows, 'histogram', [0.5, 0.95, 0.99])];
  return [
    samples.failed,
    judged(rows, 'samples', [0.95]).failed,
    judged(rows, 'histogram', [0.95]).failed,
    samples.passed,
    buckets.passed,
    kayentaOnce(pair),
    kayentaPeeked(pair),
    thresholdLook(ratios, { operator: '<=', limit: allowed }, 1),
  ];
}

/** Latency: our judge on samples and on buckets, Kayenta on the p95 of every look, a threshold on the ratio of both p95. */
export function simulateLatency(): void {
  const runs = Math.min(runsOf(40), 400);
  console.log(
    `\nLatency: log-normal, sigma 1, 20 % slower allowed, Prometheus' default buckets, 5,000 earlier baseline requests, ${looks} looks; ${runs} runs. Kayenta and the threshold (p95 at most 1.2 ×) see the p95 of each look.\n`,
  );
  const rows = designs.map((design, at) => {
    const random = seededRandom(at + 1);
    const tallies = heads.map(() => new Tally());
    for (let run = 0; run < runs; run += 1)
      judgeOnce(draw(design, random)).forEach((look, column) => tallies[column]?.add(look));
    const cells = tallies.map(
      (tally, column) =>
        `${tally.toString()}${design.specified[column] === '' ? '' : ` (${design.specified[column]})`}`,
    );
    return [`${design.share * 100} %`, String(design.requests), design.change, ...cells];
  });
  printTable(['share', 'requests/look', 'change', ...heads], rows);
}
