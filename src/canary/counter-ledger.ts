import { seriesKey, targetKey } from './identity.ts';
import type { Labels, Sample } from './sample.ts';

/** What a counter rose by between two samples, at the time of the later one; NaN where that one is no count. */
export interface Increase {
  readonly labels: Labels;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly size: number;
}

/** A process whose counters began anew. */
export interface Restart {
  readonly labels: Labels;
  readonly time: number;
}

export interface Entries {
  readonly increases: readonly Increase[];
  readonly restarts: readonly Restart[];
}

/** Remembers where every counter stands, so that each increase is told once, in the interval in which it was seen. */
export interface CounterLedger {
  /** Takes the samples after those of the call before, in any order. */
  add(samples: readonly Sample[]): Entries;
}

/** What is older says nothing of now, in milliseconds: Prometheus' own look-back. */
export const lookback = 300_000;

/** Where the counters of one process stood when they were last seen. */
interface Standing {
  time: number;
  readonly values: Map<string, number>;
}

interface Keyed extends Sample {
  readonly series: string;
}

/** Opens a ledger of raw counters. */
export function openCounterLedger(): CounterLedger {
  const standings = new Map<string, Standing>();
  return {
    add(samples) {
      const entries: { increases: Increase[]; restarts: Restart[] } = { increases: [], restarts: [] };
      for (const [target, own] of byTarget(samples)) {
        const lastSeen = new Map(own.map(({ series, time }) => [series, time]));
        for (const [time, scrape] of Map.groupBy(own, (sample) => sample.time)) {
          const read = readScrape(standings.get(target), { time, scrape, lastSeen });
          entries.increases.push(...read.increases);
          const [first] = scrape;
          if (read.restarted && first !== undefined) entries.restarts.push({ labels: first.labels, time });
          standings.set(target, read.standing);
        }
      }
      return entries;
    },
  };
}

/** Samples of each process, by their time. */
function byTarget(samples: readonly Sample[]): Map<string, Keyed[]> {
  const keys = new Map<Labels, { series: string; target: string }>();
  const targets = new Map<string, Keyed[]>();
  for (const sample of samples) {
    const { labels } = sample;
    const known = keys.get(labels) ?? { series: seriesKey(labels), target: targetKey(labels) };
    keys.set(labels, known);
    const own = targets.get(known.target);
    const keyed = { ...sample, series: known.series };
    if (own === undefined) targets.set(known.target, [keyed]);
    else own.push(keyed);
  }
  for (const own of targets.values()) own.sort((one, other) => one.time - other.time);
  return targets;
}

interface Scrape {
  readonly time: number;
  readonly scrape: readonly Keyed[];
  /** When each series is seen for the last time among these samples. */
  readonly lastSeen: ReadonlyMap<string, number>;
}

interface Read {
  readonly increases: readonly Increase[];
  readonly restarted: boolean;
  readonly standing: Standing;
}

/** Written as what passes, so that NaN does not. */
const isCount = ({ value }: Sample) => value >= 0 && value < Number.POSITIVE_INFINITY;

function readScrape(before: Standing | undefined, at: Scrape): Read {
  const counts = at.scrape.filter(isCount);
  const spoilt = at.scrape.filter((sample) => !isCount(sample)).map((sample) => increase(sample, Number.NaN));
  const begun = beginning(before, counts, at);
  if (begun === 'unknown' || before === undefined) {
    return { increases: spoilt, restarted: false, standing: noted(new Map(), counts, at.time) };
  }
  // A process begins all its counters anew, also one that has passed its old value since the last scrape.
  const values = begun === 'restarted' ? new Map<string, number>() : before.values;
  const increases = counts.map((sample) => {
    // A series that a living process did not have before began at 0: the first failure is counted.
    const last = values.get(sample.series) ?? 0;
    return increase(sample, sample.value >= last ? sample.value - last : sample.value);
  });
  return {
    increases: [...increases, ...spoilt],
    restarted: begun === 'restarted',
    standing: noted(values, counts, at.time),
  };
}

function increase({ labels, time }: Sample, size: number): Increase {
  return { labels, time, size };
}

function noted(values: Map<string, number>, counts: readonly Keyed[], time: number): Standing {
  for (const { series, value } of counts) values.set(series, value);
  return { time, values };
}

/** Whether a process went on, began anew, or cannot be told: never seen, or not for so long that its counts are not of this interval. */
function beginning(
  before: Standing | undefined,
  counts: readonly Keyed[],
  { time, lastSeen }: Scrape,
): 'went-on' | 'restarted' | 'unknown' {
  if (before === undefined || time - before.time > lookback) return 'unknown';
  const { values } = before;
  const total = counts.reduce((sum, { value }) => sum + value, 0);
  const surviving = counts.filter(({ series }) => values.has(series));
  if (surviving.length > 0) {
    const now = surviving.reduce((sum, { value }) => sum + value, 0);
    const then = surviving.reduce((sum, { series }) => sum + (values.get(series) ?? 0), 0);
    return now < then ? 'restarted' : 'went-on';
  }
  const goesOn = counts.length === 0 || [...values.keys()].some((series) => (lastSeen.get(series) ?? 0) >= time);
  if (goesOn) return 'went-on';
  // All series have new names. Fewer counts than before: a new process. More: the old one relabelled, whose whole past is not of now.
  return total < [...values.values()].reduce((sum, value) => sum + value, 0) ? 'restarted' : 'unknown';
}
