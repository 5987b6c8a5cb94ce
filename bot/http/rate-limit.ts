/** How many requests may come, from one source and from all together. */
export interface RateLimit {
  /** Takes in a request; gives the seconds after which the next may come, 0 where this one may. */
  take(source: string): number;
}

export interface Rates {
  /** Of one source in a minute; half a minute’s worth at once. */
  readonly perSource: number;
  /** Of all sources together in a minute. */
  readonly inAll: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** So many sources are told apart; what is known of the longest silent one is forgotten for a new one. */
const mostSources = 10_000;

function filled(bucket: Bucket | undefined, perMinute: number, now: number): Bucket {
  const capacity = Math.max(1, perMinute / 2);
  if (bucket === undefined) return { tokens: capacity, at: now };
  return { tokens: Math.min(capacity, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000), at: now };
}

const secondsUntilOne = (tokens: number, perMinute: number) => Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));

/** Makes a limit that forgets evenly: who has used it up may come again a little later, not at the full minute. */
export function createRateLimit({ perSource, inAll, clock }: Rates): RateLimit {
  const sources = new Map<string, Bucket>();
  let all: Bucket | undefined;
  return {
    take(source) {
      const now = clock();
      const own = filled(sources.get(source), perSource, now);
      all = filled(all, inAll, now);
      const isFree = own.tokens >= 1 && all.tokens >= 1;
      const wait = Math.max(
        own.tokens < 1 ? secondsUntilOne(own.tokens, perSource) : 0,
        all.tokens < 1 ? secondsUntilOne(all.tokens, inAll) : 0,
      );
      if (isFree) {
        own.tokens -= 1;
        all.tokens -= 1;
      }
      // The map keeps the order in which sources came last.
      sources.delete(source);
      sources.set(source, own);
      const [oldest] = sources.keys();
      if (sources.size > mostSources && oldest !== undefined) sources.delete(oldest);
      return wait;
    },
  };
}
