/** What an open model needs to keep its rate. */
export interface VirtualUsers {
  readonly preAllocatedVUs: number;
  readonly maxVUs: number;
}

/** How much slower than production staging may be before iterations are dropped. */
const slowdown = 4;
/** Standard deviations of a Poisson number that hold 99.9 % of the moments. */
const width = 3.09;

/**
 * Virtual users for a rate of arrivals, by Little's law: `rate × mean` are busy on average, a Poisson number (M/G/∞) at any
 * moment; at most as many as answers four times slower than production's p99 would keep busy, and twice as many as at first.
 *
 * @param perSecond arrivals
 * @param seconds mean and p99 of one iteration
 * @example virtualUsers(50, { mean: 0.2, p99: 0.9 }) // { preAllocatedVUs: 20, maxVUs: 180 }
 */
export function virtualUsers(perSecond: number, { mean, p99 }: { mean: number; p99: number }): VirtualUsers {
  const busy = perSecond * mean;
  const preAllocatedVUs = Math.max(1, Math.ceil(busy + width * Math.sqrt(busy)));
  return { preAllocatedVUs, maxVUs: Math.max(2 * preAllocatedVUs, Math.ceil(perSecond * p99 * slowdown)) };
}
