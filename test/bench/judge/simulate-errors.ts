import { seededRandom } from '../../../src/demo/random.ts';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import type { CountsMetric } from '../../../src/model/canary/canary-metric.ts';
import { countsFile, countsRows } from '../../simulation/counts-file.ts';
import { type ErrorDesign, errorDesigns } from './error-designs.ts';
import { kayentaOnce, kayentaPeeked } from './kayenta-looks.ts';
import { printTable, runsOf } from './markdown.ts';
import { Tally } from './tally.ts';
import { thresholdLook } from './threshold-look.ts';

const looks = 200;
const baselineRate = 0.005;
const heads = ['judge FAIL', 'judge PASS', 'Kayenta once', 'Kayenta peeked', 'threshold 1', 'threshold 3'];

const rates = (rows: CountsMetric['rows'], side: 'canary' | 'baseline') =>
  rows.map((row) => (row[side]?.bad ?? 0) / (row[side]?.total ?? 0));

/** One run of a design before every judge: the look at which each ended, in the order of the heads. */
function judgeOnce(rows: CountsMetric['rows'], withKayenta: boolean): (number | null)[] {
  const { stand, decidedAt } = judgeCanary(countsFile(rows), { stopsWhenDecided: true });
  const pair = { experiment: rates(rows, 'canary'), control: rates(rows, 'baseline') };
  const atMost = { operator: '<=', limit: 0.01 } as const;
  return [
    stand === 'failed' ? decidedAt : null,
    stand === 'passed' ? decidedAt : null,
    withKayenta ? kayentaOnce(pair) : null,
    withKayenta ? kayentaPeeked(pair) : null,
    thresholdLook(pair.experiment, atMost, 1),
    thresholdLook(pair.experiment, atMost, 3),
  ];
}

function simulate(design: ErrorDesign, seed: number, runs: { all: number; kayenta: number }): string[] {
  const random = seededRandom(seed);
  const tallies = heads.map(() => new Tally());
  for (let run = 0; run < runs.all; run += 1) {
    const withKayenta = run < runs.kayenta;
    const rows = countsRows(random, { ...design, looks, baselineRate });
    judgeOnce(rows, withKayenta).forEach((look, at) => {
      if (withKayenta || (at !== 2 && at !== 3)) tallies[at]?.add(look);
    });
  }
  return tallies.map(String);
}

/** Errors: our judge, Kayenta once and peeked, thresholds with failureLimit 1 and 3, each beside the specification's figure. */
export function simulateErrors(): void {
  const runs = { all: runsOf(200), kayenta: Math.min(runsOf(200), 50) };
  console.log(
    `\nErrors: baseline 0.5 %, allowed 1.2 × + 0.1 percentage points (0.7 %), ${looks} looks; ${runs.all} runs (Kayenta ${runs.kayenta}). "p@look": percent of runs @ median look; in brackets the specification's figure.\n`,
  );
  const rows = errorDesigns.map((design, at) => {
    const measured = simulate(design, at + 1, runs);
    return [
      `${design.share * 100} %`,
      String(design.requests),
      `${Number((design.canaryRate * 100).toPrecision(3))} %`,
      ...measured.map((text, column) => `${text} (${design.specified[column]})`),
    ];
  });
  printTable(['share', 'requests/look', 'canary', ...heads], rows);
}
