import { z } from 'zod';

/** The build that a subject runs; every part may be unknown. */
export const Release = z.strictObject({
  sha: z.string().nullable(),
  digest: z.string().nullable(),
  ref: z.string().nullable(),
  runId: z.string().nullable(),
});
export type Release = z.infer<typeof Release>;

/** What is judged. Regions and releases are never pooled: the worst one speaks. */
export const Subject = z.strictObject({
  service: z.string(),
  region: z.string().nullable(),
  release: Release.nullable(),
});
export type Subject = z.infer<typeof Subject>;
