import { countBuckets } from '../../../canary/count-buckets.ts';
import { type CounterLedger, type Increase, openCounterLedger } from '../../../canary/counter-ledger.ts';
import { seriesKey } from '../../../canary/identity.ts';
import { type Looks, placeOf, stretchOf } from '../../../canary/looks.ts';
import type { Labels, Sample } from '../../../canary/sample.ts';
import type { Measured } from '../../../canary/side-reading.ts';
import type { CanaryCustom } from '../../../config/canary-schema.ts';
import { parseNumber } from '../prometheus-answer.ts';

/** The samples of a metric of one's own, by what they are for. */
export type CustomSamples = Readonly<Record<string, readonly Sample[]>>;

const noLabels = { route: [], method: [], status: [] };
const onlyWhole = { routes: [], ignored: [] };

/** A metric of one's own, read from the raw samples of its counters. */
export function readCounters(
  custom: CanaryCustom,
  samples: CustomSamples,
  { looks, ledger }: { looks: Looks; ledger: CounterLedger },
): Measured {
  const { bad = [], total = [], bucket = [] } = samples;
  if ('histogram' in custom) {
    const { increases } = ledger.add(bucket);
    const rows =
      countBuckets(increases, looks, { labels: noLabels, choice: onlyWhole, bound: parseNumber }).get(null) ?? [];
    const seen = looksWith(bucket, looks);
    return { kind: 'histogram', unit: custom.unit, rows: rows.map((row, look) => (seen.has(look) ? row : null)) };
  }
  // Together, so that a failure's series that is born in a living process is counted from 0.
  const { increases } = ledger.add([...bad, ...withoutThose(total, bad)]);
  const [failed, all] = [sumOf(increases, keysOf(bad), looks), sumOf(increases, keysOf(total), looks)];
  const seen = looksWith(total, looks);
  return countsFrom(looks, (look) => (seen.has(look) ? { bad: failed[look] ?? 0, total: all[look] ?? 0 } : null));
}

/** A metric of one's own, read from the values of its PromQL at the end of each look. */
export function readValues(custom: CanaryCustom, samples: CustomSamples, looks: Looks): Measured {
  const { bad = [], total = [], value = [] } = samples;
  if (!('value' in custom)) {
    const [failed, all] = [sumsAtEnds(bad, looks), sumsAtEnds(total, looks)];
    return countsFrom(looks, (look) => {
      const requests = all.get(look);
      return requests === undefined ? null : { bad: failed.get(look) ?? 0, total: requests };
    });
  }
  const unit = 'unit' in custom ? custom.unit : '';
  const [levels, several] = [sumsAtEnds(value, looks), new Set(value.map(({ labels }) => seriesKey(labels))).size > 1];
  const rows = Array.from({ length: looks.count }, (_, look) => {
    const level = levels.get(look) ?? Number.NaN;
    return !several && level >= 0 && level < Number.POSITIVE_INFINITY ? level : null;
  });
  return { kind: 'gauge', unit, rows };
}

function countsFrom(looks: Looks, at: (look: number) => { bad: number; total: number } | null): Measured {
  const rows = Array.from({ length: looks.count }, (_, look) => {
    const counts = at(look);
    const isPossible = counts !== null && counts.bad >= 0 && counts.total >= counts.bad && counts.total < 1e15;
    return isPossible ? counts : null;
  });
  return { kind: 'counts', rows };
}

function looksWith(samples: readonly Sample[], looks: Looks): ReadonlySet<number | null> {
  return new Set(samples.map(({ time }) => placeOf(looks, time)));
}

function keysOf(samples: readonly Sample[]): ReadonlySet<string> {
  return new Set([...new Set(samples.map(({ labels }) => labels))].map(seriesKey));
}

/** A failure is often among all events; its series must not be told to the ledger twice. */
function withoutThose(samples: readonly Sample[], others: readonly Sample[]): Sample[] {
  const known = keysOf(others);
  const isOther = new Map<Labels, boolean>();
  return samples.filter(({ labels }) => {
    const other = isOther.get(labels) ?? known.has(seriesKey(labels));
    isOther.set(labels, other);
    return !other;
  });
}

function sumOf(increases: readonly Increase[], keys: ReadonlySet<string>, looks: Looks): number[] {
  const sums = Array.from({ length: looks.count }, () => 0);
  for (const { labels, time, size } of increases) {
    const place = placeOf(looks, time);
    if (place !== null && keys.has(seriesKey(labels))) sums[place] = (sums[place] ?? 0) + size;
  }
  return sums;
}

/** Values by the look at whose end they were evaluated. */
function sumsAtEnds(samples: readonly Sample[], looks: Looks): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { time, value } of samples) {
    const look = Math.round((time - stretchOf(looks).from) / looks.length) - 1;
    sums.set(look, (sums.get(look) ?? 0) + value);
  }
  return sums;
}

/** The ledger of a metric of one's own; each has one. */
export function ledgerOf(ledgers: Map<string, CounterLedger>, name: string): CounterLedger {
  const ledger = ledgers.get(name) ?? openCounterLedger();
  ledgers.set(name, ledger);
  return ledger;
}
