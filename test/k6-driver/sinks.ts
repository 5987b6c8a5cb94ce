export type MetricType = 'counter' | 'gauge' | 'rate' | 'trend';

/** Adds up one metric’s samples; `value` of a threshold method is undefined where k6’s own sink has no such number. */
export interface Sink {
  add(value: number): void;
  readonly isEmpty: boolean;
  value(method: string, seconds: number): number | undefined;
}

function percentileOf(method: string): number {
  const [, percent] = /^p\((\d+(?:\.\d+)?)\)$/.exec(method) ?? [];
  return percent === undefined ? Number.NaN : Number(percent) / 100;
}

function counter(): Sink {
  let [count, seen] = [0, false];
  return {
    add: (value) => {
      count += value;
      seen = true;
    },
    get isEmpty() {
      return !seen;
    },
    value: (method, seconds) => (method === 'count' ? count : method === 'rate' ? count / seconds : undefined),
  };
}

function gauge(): Sink {
  const seen: number[] = [];
  return {
    add: (value) => {
      seen.push(value);
    },
    get isEmpty() {
      return seen.length === 0;
    },
    value: (method) => {
      if (method === 'value') return seen.at(-1) ?? 0;
      if (method === 'min') return seen.reduce((least, one) => Math.min(least, one), seen[0] ?? 0);
      return method === 'max' ? seen.reduce((most, one) => Math.max(most, one), 0) : undefined;
    },
  };
}

/** A rate without a sample has no number at all, so that a threshold on it holds. */
function rate(): Sink {
  let [hits, total] = [0, 0];
  return {
    add: (value) => {
      total += 1;
      if (value !== 0) hits += 1;
    },
    get isEmpty() {
      return total === 0;
    },
    value: (method) => {
      if (method === 'passes') return hits;
      if (method === 'fails') return total - hits;
      return method === 'rate' && total > 0 ? hits / total : undefined;
    },
  };
}

/** A trend without a sample is all zeros, so that `p(95)<200` holds of it. */
function trend(): Sink {
  let values: number[] = [];
  let isSorted = true;
  const sorted = () => {
    if (!isSorted) values = values.toSorted((a, b) => a - b);
    isSorted = true;
    return values;
  };
  const quantile = (share: number) => {
    const list = sorted();
    const place = share * (list.length - 1);
    const [below, above] = [list[Math.floor(place)] ?? 0, list[Math.ceil(place)] ?? 0];
    return below + (above - below) * (place - Math.floor(place));
  };
  const numbers = new Map<string, () => number>([
    ['avg', () => (values.length === 0 ? 0 : values.reduce((sum, one) => sum + one, 0) / values.length)],
    ['min', () => sorted()[0] ?? 0],
    ['max', () => sorted().at(-1) ?? 0],
    ['med', () => quantile(0.5)],
    ['count', () => values.length],
  ]);
  return {
    add: (value) => {
      values.push(value);
      isSorted = false;
    },
    get isEmpty() {
      return values.length === 0;
    },
    value: (method) => {
      const share = percentileOf(method);
      if (!Number.isNaN(share)) return values.length === 0 ? 0 : quantile(share);
      return numbers.get(method)?.();
    },
  };
}

const makers = { counter, gauge, rate, trend } as const;

/** The sink of a type of metric. */
export function sinkOf(type: MetricType): Sink {
  return makers[type]();
}
