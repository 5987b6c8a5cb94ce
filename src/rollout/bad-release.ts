import { z } from 'zod';

/** One word about a release that was rolled back from: that it is bad, or that it no longer counts as bad. */
export const BadRelease = z.strictObject({
  bad: z.boolean(),
  version: z.string().min(1).max(500),
  sha: z.string().nullable(),
  reason: z.string().max(2000),
  by: z.string().max(100),
  rollback: z.uuid(),
});
export type BadRelease = z.infer<typeof BadRelease>;
