import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { publicData as data } from '../../fixtures/public-data.ts';

const Row = z.object({ nc: z.number(), xc: z.number(), nb: z.number(), xb: z.number() });
const PartialRow = Row.extend({ nw: z.number().default(0), w: z.number().default(0) });
const list = z.array(z.number());

/** The part of the public vectors that is about our own judge. */
const Vectors = z.object({
  constants: z.record(z.string(), z.union([z.number(), list])),
  betSize: z.array(z.object({ s: z.number(), mc: z.number(), mb: z.number(), kappa: z.number(), u: z.number() })),
  logBet: z.array(
    z.object({
      row: PartialRow,
      rho: z.number(),
      delta: z.number(),
      mb: z.number(),
      s: z.number(),
      logE: z.number(),
    }),
  ),
  scores: z.array(
    z.object({
      name: z.string(),
      rho: z.number(),
      delta: z.number(),
      horizon: z.number(),
      alphaFail: z.number(),
      alphaPass: z.number(),
      minPass: z.number(),
      rows: z.array(Row),
      logF: list,
      logP: list,
      phi: list,
      verdict: z.string(),
      at: z.number(),
    }),
  ),
  latencySamples: z.object({
    tau: z.number(),
    intervals: z.array(z.object({ c: list, b: list })),
    cases: z.array(z.object({ q: z.number(), logF: list, logP: list, rows: z.array(Row.extend({ mb: z.number() })) })),
  }),
  bucketProbe: z.array(
    z.object({
      le: list,
      cum: list,
      q: z.number(),
      tau: z.number(),
      k: z.number(),
      j: z.number(),
      w: z.number(),
      S: z.number(),
    }),
  ),
  latencyBuckets: z.object({
    le: list,
    tau: z.number(),
    intervals: z.array(z.object({ c: list, b: list })),
    cases: z.array(z.object({ q: z.number(), logF: list, logP: list })),
  }),
  gauge: z.array(
    z.object({
      name: z.string(),
      tau: z.number(),
      pairs: z.array(z.tuple([z.number(), z.number()])),
      logE: list,
      sign: list,
      alpha: z.number(),
      verdict: z.string(),
      at: z.number(),
    }),
  ),
  ratioBounds: z.array(
    z.object({
      name: z.string(),
      rows: z.array(Row),
      horizon: z.number(),
      alphaLo: z.number(),
      alphaHi: z.number(),
      delta: z.number(),
      lower: z.number(),
      upper: z.number(),
      tolerance: z.number(),
    }),
  ),
  planner: z.array(
    z.object({
      pc: z.number(),
      pb: z.number(),
      nc: z.number(),
      nb: z.number(),
      rho: z.number(),
      delta: z.number(),
      alpha: z.number(),
      verdict: z.enum(['FAIL', 'PASS']),
      looks: z.union([z.number(), z.literal('inf')]),
    }),
  ),
  betaBinomialBF: z.object({
    cases: z.array(z.object({ theta: z.number(), K: z.number(), xc: z.number(), xb: z.number(), logBF: z.number() })),
  }),
  combine: z.object({
    bonferroni: z.array(z.object({ weights: list, alpha: z.number(), thresholds: list })),
    mean: z.array(z.object({ e: list, weights: list, value: z.number() })),
  }),
});

const file = join(data, 'stat-vectors.json');

/** Reads the vectors; null, and said so, where the public data is not there. */
export function readVectors(): z.infer<typeof Vectors> | null {
  if (existsSync(file)) return Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));
  console.warn(`skipped: the judge’s vectors, because there is no file ${file} (TOLLGATE_TEST_DATA)`);
  return null;
}

/** Holds a value against a vector that is written with 12 digits: relative 1e-9, absolute 1e-12 near zero. */
export function expectClose(given: number, wanted: number, what = ''): void {
  expect(Math.abs(given - wanted), `${what}: ${given} against ${wanted}`).toBeLessThanOrEqual(
    1e-9 * Math.abs(wanted) + 1e-12,
  );
}
