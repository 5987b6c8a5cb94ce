import type { NumberOption } from './number-options.ts';

const falseAlarm: NumberOption = {
  name: 'false-alarm',
  description: 'share of releases within tolerance that may fail',
  least: 1e-6,
  most: 0.5,
  usual: 0.01,
};

/** The numbers of `canary plan`. */
export const planOptions: readonly NumberOption[] = [
  { name: 'requests-per-second', description: 'requests of canary and baseline together', least: 1e-6, most: 1e9 },
  {
    name: 'error-rate',
    description: 'share of the baseline’s requests that is bad, for example 0.005',
    least: 0,
    most: 1,
  },
  {
    name: 'share',
    description: 'the canary’s share of requests (default: 0.25 below 100 requests per second, else 0.05)',
    least: 0.0001,
    most: 0.9999,
  },
  {
    name: 'relative',
    description: 'errors: 0.5 allows 1.5 × the baseline’s rate …',
    least: -0.99,
    most: 1000,
    usual: 0.5,
  },
  {
    name: 'absolute',
    description: 'errors: … and 0.005 another 0.5 percentage points',
    least: 0,
    most: 1,
    usual: 0.005,
  },
  { name: 'latency-relative', description: 'latency: 0.2 allows 20 % slower', least: -0.99, most: 1000, usual: 0.2 },
  {
    name: 'latency-spread',
    description: 'latency: standard deviation of the logarithm of response times',
    least: 0.01,
    most: 10,
    usual: 1,
  },
  {
    name: 'horizon',
    description: 'looks until the deadline (default: 30, or the file’s)',
    least: 1,
    most: 100_000,
    whole: true,
  },
  {
    name: 'warmup',
    description: 'looks at the start that are dropped (default: 2, or the file’s)',
    least: 0,
    most: 100_000,
    whole: true,
  },
  falseAlarm,
  {
    name: 'false-pass',
    description: 'share of releases beyond tolerance that may pass',
    least: 1e-6,
    most: 0.5,
    usual: 0.05,
  },
];

export const seedOption: NumberOption = {
  name: 'seed',
  description: 'seed of everything that is left to chance',
  least: 0,
  most: 4_294_967_295,
  whole: true,
  usual: 1,
};

/** The numbers of `canary calibrate`. */
export const calibrateOptions: readonly NumberOption[] = [
  {
    name: 'share',
    description: 'share of the pods that plays the canary, for recordings by pod',
    least: 0.001,
    most: 0.999,
    usual: 0.25,
  },
  seedOption,
  {
    name: 'minimum-verdicts',
    description: 'replays with a verdict before silence says anything',
    least: 1,
    most: 1_000_000,
    whole: true,
    usual: 20,
  },
];

/** Those of the options of `canary run` that say where and how healthy pods are read. */
export const recordingOptions: readonly string[] = [
  'canary-metrics',
  'baseline-metrics',
  'baseline-selector',
  'interval',
  'looks',
  'warmup',
];

/** Those of the options of `canary run` that say where and how past releases are read. */
export const backtestOptions: readonly string[] = [...recordingOptions, 'canary-selector', 'share', 'deadline'];
