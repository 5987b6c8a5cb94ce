import type { Random } from '../../src/demo/random.ts';
import { PodsFile } from '../../src/model/canary/pods-file.ts';
import { binomial } from './binomial.ts';

/** Pods of one healthy build; each has its own error rate. */
export interface Pods {
  readonly rates: readonly number[];
  readonly looks: number;
  /** Requests of one pod in one look. */
  readonly requests: number;
}

/** What every pod did look by look, drawn by chance. */
export function podsFile(random: Random, { rates, looks, requests }: Pods): PodsFile {
  const podRows = (rate: number) =>
    Array.from({ length: looks }, () => ({ bad: binomial(random, requests, rate), total: requests }));
  return PodsFile.parse({
    schema: 'tollgate.pods/1',
    judge: { horizon: 30 },
    metrics: [
      {
        name: 'errors',
        kind: 'counts',
        tolerance: { relative: 0.5, absolute: 0.005 },
        pods: Object.fromEntries(rates.map((rate, at) => [`shop-${at}`, podRows(rate)])),
      },
    ],
  });
}
