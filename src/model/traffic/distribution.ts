import { z } from 'zod';
import { Amount, Count } from './amount.ts';

const quantiles = {
  count: Count.min(1).describe('measured values behind the quantiles'),
  mean: Amount,
  p50: Amount,
  p95: Amount,
  p99: Amount,
  max: Amount,
};

const rises = ({ p50, p95, p99, max }: { p50: number; p95: number; p99: number; max: number }) =>
  p50 <= p95 && p95 <= p99 && p99 <= max;
const order = { path: ['p99'], message: 'p50, p95, p99 and max must not fall' };

/** How long something took; quantiles are within 2 % of the exact ones (nearest rank). */
export const Durations = z.strictObject({ ...quantiles, unit: z.literal('seconds') }).refine(rises, order);
export type Durations = z.infer<typeof Durations>;

/** How large responses were; quantiles are within 2 % of the exact ones (nearest rank). */
export const Sizes = z.strictObject({ ...quantiles, unit: z.literal('bytes') }).refine(rises, order);
export type Sizes = z.infer<typeof Sizes>;

/** How many of something each had, for example requests of each session. */
export const Lengths = z.strictObject({ ...quantiles, unit: z.literal('requests') }).refine(rises, order);
export type Lengths = z.infer<typeof Lengths>;
