/** Holds requests back so that GitHub need not. */
export interface Pace {
  /** Resolves when a request of so many points may be sent for somebody (an installation). */
  take(who: string, points: number): Promise<void>;
}

interface Bucket {
  points: number;
  filledAt: number;
}

/** A fifth of a minute’s points may be used at once; what flows in besides stays under the limit in any one minute. */
const burstShare = 0.2;

/**
 * Makes a pace of so many points a minute for each installation: a bucket that fills evenly. What waits is served in order.
 *
 * @param pointsPerMinute GitHub’s limit; null for none
 */
export function createPace(pointsPerMinute: number | null, sleep: (milliseconds: number) => Promise<unknown>): Pace {
  if (pointsPerMinute === null) return { take: async () => {} };
  const capacity = pointsPerMinute * burstShare;
  const perMillisecond = (pointsPerMinute - capacity) / 60_000;
  const buckets = new Map<string, Bucket>();
  return {
    async take(who, points) {
      const now = performance.now();
      const bucket = buckets.get(who) ?? { points: capacity, filledAt: now };
      buckets.set(who, bucket);
      bucket.points = Math.min(capacity, bucket.points + (now - bucket.filledAt) * perMillisecond) - points;
      bucket.filledAt = now;
      // A debt is paid by waiting; whoever comes later finds it and waits behind.
      if (bucket.points < 0) await sleep(-bucket.points / perMillisecond);
    },
  };
}
