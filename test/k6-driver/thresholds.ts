import { ExitError, exitCodes } from './exit-error.ts';
import type { MetricType, Sink } from './sinks.ts';

/** One expression on one metric, such as `p(95)<200`. */
export interface Threshold {
  readonly source: string;
  readonly method: string;
  readonly operator: string;
  readonly limit: number;
  readonly abortOnFail: boolean;
  /** Milliseconds of the run before which it does not abort. */
  readonly delay: number;
}

const supported: Readonly<Record<MetricType, readonly string[]>> = {
  counter: ['count', 'rate'],
  gauge: ['value'],
  rate: ['rate'],
  trend: ['avg', 'min', 'max', 'med', 'p'],
};

/** k6 looks for these in this order. */
const operators = ['<=', '<', '>=', '>', '===', '==', '!='] as const;

export interface GivenThreshold {
  readonly threshold: string;
  readonly abortOnFail: boolean;
  readonly delayAbortEval: number;
}

/**
 * Parses a threshold and holds it against what its type of metric knows.
 *
 * @throws ExitError 104
 */
export function parseThreshold(given: GivenThreshold, { name, type }: { name: string; type: MetricType }): Threshold {
  const source = given.threshold;
  const operator = operators.find((one) => source.includes(one));
  const invalid = (why: string) =>
    new ExitError(exitCodes.invalidConfig, `invalid threshold "${source}" on ${name}: ${why}`);
  if (operator === undefined) throw invalid('malformed threshold expression');
  const [left = '', ...rest] = source.split(operator);
  const [method, limit] = [left.trim(), rest.join(operator).trim()];
  const kind = /^p\(\s*\d+(\.\d+)?\s*\)$/.test(method) ? 'p' : method;
  if (!supported[type].includes(kind)) throw invalid(`unsupported aggregation method ${method} on a ${type}`);
  if (limit === '' || Number.isNaN(Number(limit))) throw invalid('malformed right hand side');
  const { abortOnFail, delayAbortEval: delay } = given;
  return { source, method: method.replaceAll(' ', ''), operator, limit: Number(limit), abortOnFail, delay };
}

function holds(value: number, { operator, limit }: Threshold): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '!=':
      return value !== limit;
    default:
      return value === limit;
  }
}

/** Tells whether a threshold is kept; what its sink has no number for counts as kept, as in k6. */
export function isKept(threshold: Threshold, sink: Sink, seconds: number): boolean {
  const value = sink.value(threshold.method, seconds);
  return value === undefined || holds(value, threshold);
}
