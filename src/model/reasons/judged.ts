import type { Reason } from './reason.ts';

/** The two sides were compared: what came of it. */
export const judged = {
  'within-tolerance': {
    kind: 'judged',
    means: 'The two sides differ by no more than the tolerance.',
    todo: 'Nothing.',
  },
  'within-noise-floor': {
    kind: 'judged',
    means:
      'The difference is beyond the configured tolerance, but the reference differs from its own past (one and seven days earlier) by as much.',
    todo: 'Nothing, or compare a busier window in which the reference is steadier.',
  },
  'outside-tolerance': {
    kind: 'judged',
    means: 'The two sides differ by more than the tolerance, and the sample is large enough to be sure of it.',
    todo: 'Find the cause of the difference, or accept it: declare a ratio under `scale`, or add a waiver with an owner and an expiry.',
  },
  'missing-in-candidate': {
    kind: 'judged',
    means: 'The reference serves this route; the candidate, whose source answers, never did in its window.',
    todo: 'Exercise the route in the load test, or list it under `routes.ignore` with a comment.',
  },
  'common-factor': {
    kind: 'judged',
    means:
      'All routes of the candidate are slower (or faster) by about the same factor. It is taken out before routes are compared.',
    todo: 'Nothing, where the candidate runs on smaller machines on purpose; else look at CPU, disk and network of the whole environment.',
  },
  'declared-any': {
    kind: 'judged',
    means: 'The configuration declares that this measure may differ in any way (`scale: {…: any}`).',
    todo: 'Nothing.',
  },
  waived: {
    kind: 'judged',
    means: 'A waiver in the configuration accepts this difference until its expiry date.',
    todo: 'Mend the difference before the waiver ends.',
  },
  'waiver-expired': {
    kind: 'judged',
    means: 'A waiver covered this difference, but its expiry date has passed.',
    todo: 'Mend the difference, or renew the waiver (at most 90 days) with a reason.',
  },
  baseline: {
    kind: 'judged',
    means: 'The committed baseline already holds this difference, and it has not become worse.',
    todo: 'Mend the difference before the baseline expires (30 days after it was written).',
  },
} as const satisfies Record<string, Reason>;
