import type { Tolerance } from '../model/finding.ts';
import type { Rule } from '../model/policy.ts';

/** Candidate values that a rule allows, both ends included. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

function openBy(direction: Rule['direction'], band: Band): Band {
  if (direction === 'increase') return { low: Number.NEGATIVE_INFINITY, high: band.high };
  if (direction === 'decrease') return { low: band.low, high: Number.POSITIVE_INFINITY };
  return band;
}

/**
 * Band of ± a share of the expected value; where an absolute tolerance is given too, the wider of both counts.
 *
 * @param expected what the candidate should measure
 * @example percentBand({ relative: 0.3, absolute: 0.025, direction: 'either', severity: 'warn', minimum: 0 }, 1) // { low: 0.7, high: 1.3 }
 */
export function percentBand(rule: Rule, expected: number): Band {
  const allowed = Math.max(Math.abs(expected) * (rule.relative ?? 0), rule.absolute ?? 0);
  return openBy(rule.direction, { low: expected - allowed, high: expected + allowed });
}

/**
 * Band of a factor around the expected value: `relative` 1 allows from half to double.
 *
 * @example ratioBand({ relative: 1, absolute: null, direction: 'either', severity: 'warn', minimum: 0 }, 10) // { low: 5, high: 20 }
 */
export function ratioBand(rule: Rule, expected: number): Band {
  const factor = 1 + (rule.relative ?? 0);
  const absolute = rule.absolute ?? 0;
  return openBy(rule.direction, {
    low: Math.min(expected / factor, expected - absolute),
    high: Math.max(expected * factor, expected + absolute),
  });
}

/** A measured value with the interval that it may lie in. */
export interface Measured {
  readonly value: number;
  readonly interval: readonly [number, number];
}

/**
 * Holds a measured value against a band: inside is a match; outside with the whole interval beyond the same edge is diverged; else uncertain.
 *
 * NaN is never inside.
 */
export function place(measured: Measured, band: Band): 'match' | 'diverged' | 'uncertain' {
  if (measured.value >= band.low && measured.value <= band.high) return 'match';
  const [low, high] = measured.interval;
  return low > band.high || high < band.low ? 'diverged' : 'uncertain';
}

/** The tolerance as reports show it. */
export function toleranceOf(rule: Rule): Tolerance {
  return { relative: rule.relative, absolute: rule.absolute, direction: rule.direction };
}
