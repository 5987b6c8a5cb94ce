import { describe, expect, it } from 'vitest';
import { betSize } from '../../../src/judge/canary/bet-size.ts';
import { combineParts } from '../../../src/judge/canary/combine-parts.ts';
import { cap, failGrid, firstStake, noise, passGrid } from '../../../src/judge/canary/constants.ts';
import { judgeCanary } from '../../../src/judge/canary/judge-canary.ts';
import { logBet } from '../../../src/judge/canary/log-bet.ts';
import { metricScores } from '../../../src/judge/canary/metric-scores.ts';
import { planLooks } from '../../../src/judge/canary/plan-looks.ts';
import { probeBuckets } from '../../../src/judge/canary/probe-buckets.ts';
import { ratioBounds } from '../../../src/judge/canary/ratio-bounds.ts';
import { splitAlpha } from '../../../src/judge/canary/split-alpha.ts';
import { CanaryFile, type CanaryFileInput } from '../../../src/model/canary/canary-file.ts';
import { shareBayesFactor } from '../../../src/stats/share-bayes-factor.ts';
import { expectClose, readVectors } from './vectors.ts';

const vectors = readVectors();

const fileOf = (file: Omit<CanaryFileInput, 'schema'>) => CanaryFile.parse({ schema: 'tollgate.canary/1', ...file });
const judged = (file: Omit<CanaryFileInput, 'schema'>) => judgeCanary(fileOf(file));

/** Horizons that the vectors were made with; their file does not say them. */
const horizons = { samples: 50, buckets: 200 };

describe.skipIf(vectors === null)('the vectors', () => {
  const known = vectors ?? ({} as NonNullable<typeof vectors>);

  it('are made with our constants', () => {
    expect(known.constants).toMatchObject({
      FAIL_GRID: failGrid,
      PASS_GRID: passGrid,
      CAP: cap,
      PI1: firstStake,
      PHI_MAX: noise.largest,
      PHI_PRIOR: noise.prior,
      PHI_TRACK: noise.track,
      PHI_FORGET: noise.forget,
      PHI_WIN: noise.window,
    });
  });

  it('bet sizes and bets', () => {
    for (const { s, mc, mb, kappa, u } of known.betSize)
      expectClose(betSize(s, { allowed: mc, baseline: mb, exposure: kappa }), u, JSON.stringify({ s, mc, mb, kappa }));
    for (const { row, rho, delta, mb, s, logE } of known.logBet) {
      const interval = {
        canaryBad: row.xc,
        canaryTotal: row.nc,
        baselineBad: row.xb,
        baselineTotal: row.nb,
        partial: row.nw,
        partialWeight: row.w,
      };
      expectClose(logBet(interval, { allowance: { rho, delta }, centre: mb }, s), logE, JSON.stringify(row));
    }
    expect([known.betSize.length, known.logBet.length]).toEqual([18, 35]);
  });

  it.each(known.scores ?? [])('scores and verdict: $name', (vector) => {
    const { rows, rho, delta, horizon, alphaFail, alphaPass, minPass } = vector;
    const state = judged({
      judge: { falseAlarm: alphaFail, falsePass: alphaPass, horizon, minPassLooks: minPass },
      metrics: [
        {
          name: 'errors',
          kind: 'counts',
          tolerance: { relative: rho === 0 ? null : rho - 1, absolute: delta },
          rows: rows.map(({ nc, xc, nb, xb }) => ({
            canary: { bad: xc, total: nc },
            baseline: { bad: xb, total: nb },
          })),
        },
      ],
    });
    const trace = state.metrics[0]?.trace ?? [];
    trace.forEach(({ logFail, logPass, noise: phi }, at) => {
      expectClose(logFail, vector.logF[at] ?? Number.NaN, `logF ${at}`);
      expectClose(logPass, vector.logP[at] ?? Number.NaN, `logP ${at}`);
      expectClose(phi, vector.phi[at] ?? Number.NaN, `phi ${at}`);
    });
    expect(trace).toHaveLength(rows.length);
    const verdicts = { failed: 'FAIL', passed: 'PASS', undecided: 'CONTINUE' };
    expect([verdicts[state.stand], state.decidedAt ?? rows.length]).toEqual([vector.verdict, vector.at]);
  });

  it('latency samples', () => {
    const { tau, intervals, cases } = known.latencySamples;
    for (const { q, logF, logP } of cases) {
      const rows = intervals.map(({ c, b }) => ({ canary: c, baseline: b }));
      const metric = { name: 'p', kind: 'samples' as const, quantiles: [q], tolerance: { relative: tau }, rows };
      const [state] = judged({ judge: { horizon: horizons.samples }, metrics: [metric] }).metrics;
      expect(state?.trace).toHaveLength(rows.length);
      state?.trace.forEach((now, at) => {
        expectClose(now.logFail, logF[at] ?? Number.NaN, `${q} logF ${at}`);
        expectClose(now.logPass, logP[at] ?? Number.NaN, `${q} logP ${at}`);
      });
    }
    expect(cases).toHaveLength(2);
  });

  it('latency buckets', () => {
    for (const { le, cum, q, tau, k, j, w, S } of known.bucketProbe) {
      const probe = probeBuckets(le, cum, { quantile: q, ratio: 1 + tau });
      expect([probe?.canaryBound, probe?.baselineBound]).toEqual([k, j]);
      expectClose(probe?.weight ?? Number.NaN, w);
      expectClose(probe?.slowShare ?? Number.NaN, S);
    }
    const { le, tau, intervals, cases } = known.latencyBuckets;
    for (const { q, logF, logP } of cases) {
      const rows = intervals.map(({ c, b }) => ({ canary: c, baseline: b }));
      const metric = {
        name: 'p',
        kind: 'histogram' as const,
        bounds: le,
        quantiles: [q],
        tolerance: { relative: tau },
      };
      const [state] = judged({ judge: { horizon: horizons.buckets }, metrics: [{ ...metric, rows }] }).metrics;
      expect(state?.trace).toHaveLength(rows.length);
      state?.trace.forEach((now, at) => {
        expectClose(now.logFail, logF[at] ?? Number.NaN, `${q} logF ${at}`);
        expectClose(now.logPass, logP[at] ?? Number.NaN, `${q} logP ${at}`);
      });
    }
    expect([known.bucketProbe.length, cases.length]).toEqual([4, 2]);
  });

  it.each(known.gauge ?? [])('gauges: $name', ({ tau, pairs, logE, sign, alpha, verdict, at }) => {
    const state = judged({
      judge: { falseAlarm: alpha },
      metrics: [
        {
          name: 'cpu',
          kind: 'gauge',
          blocking: true,
          tolerance: { relative: tau },
          rows: pairs.map(([canary, baseline]) => ({ canary, baseline })),
        },
      ],
    });
    state.metrics[0]?.trace.forEach(({ logFail, logPass }, look) => {
      const speaks = look < 9 ? logFail : (sign[look] ?? 0) > 0 ? logFail : logPass;
      expectClose(speaks, logE[look] ?? Number.NaN, `look ${look}`);
    });
    expect(state.decidedAt ?? pairs.length).toBe(at);
    expect(state.stand).toBe(verdict === 'FAIL' ? 'failed' : 'undecided');
  });

  it.each(known.ratioBounds ?? [])('bounds: $name', ({ rows, horizon, alphaLo, alphaHi, ...wanted }) => {
    const file = fileOf({
      metrics: [
        {
          name: 'errors',
          kind: 'counts',
          tolerance: { relative: 0.2, absolute: wanted.delta },
          rows: rows.map(({ nc, xc, nb, xb }) => ({
            canary: { bad: xc, total: nc },
            baseline: { bad: xb, total: nb },
          })),
        },
      ],
    });
    const [metric] = file.metrics;
    if (metric === undefined) throw new Error('no metric');
    const bounds = ratioBounds(metricScores(metric, { horizon, history: null }), {
      firstRow: 0,
      endRow: rows.length,
      thresholds: { fail: Math.log(1 / alphaLo), pass: Math.log(1 / alphaHi) },
    });
    const error = (given: number | null, right: number) => Math.abs((given ?? Number.NaN) / right - 1);
    expect(error(bounds.lower, wanted.lower)).toBeLessThan(wanted.tolerance);
    expect(error(bounds.upper, wanted.upper)).toBeLessThan(wanted.tolerance);
  });

  it('planned looks', () => {
    const planned = known.planner.map(({ pc, pb, nc, nb, rho, delta, alpha, verdict }) =>
      planLooks(
        { canaryRate: pc, baselineRate: pb, canaryRequests: nc, baselineRequests: nb },
        { verdict: verdict === 'FAIL' ? 'fail' : 'pass', allowance: { rho, delta }, alpha },
      ),
    );
    expect(planned).toEqual(known.planner.map(({ looks }) => (looks === 'inf' ? Number.POSITIVE_INFINITY : looks)));
    expect(planned).toHaveLength(10);
  });

  it('evidence against a share of requests', () => {
    for (const { theta, K, xc, xb, logBF } of known.betaBinomialBF.cases) {
      expect(K).toBe(100);
      expectClose(shareBayesFactor({ first: xc, second: xb, share: theta }), logBF);
    }
    expect(known.betaBinomialBF.cases).toHaveLength(4);
  });

  it('shares of the false-alarm budget, and the mean of scores', () => {
    for (const { weights, alpha, thresholds } of known.combine.bonferroni)
      splitAlpha(
        weights.map((weight) => ({ weight, blocking: true })),
        alpha,
      ).forEach((share, at) => expectClose(1 / share, thresholds[at] ?? Number.NaN));
    const { logFail } = combineParts(
      [250, 3, 0.5].map((score) => ({ logFail: Math.log(score), logPass: 0, noise: 1 })),
    );
    expectClose(Math.exp(logFail), (250 + 3 + 0.5) / 3);
    expect(known.combine.bonferroni).toHaveLength(1);
  });
});
