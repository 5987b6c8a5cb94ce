import { z } from 'zod';
import { imageDigest } from '../image-digest.ts';

/** What the bot is asked about: the body of `POST /api/v1/gate`. */
export const GateAsk = z.strictObject({
  /** "owner/name" */
  repository: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/, 'wanted owner/name'),
  environment: z.string().min(1).max(255),
  service: z.string().min(1).max(255).nullable(),
  sha: z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/, 'wanted a whole commit SHA'),
  digest: z.string().regex(imageDigest, 'wanted sha256: and 64 hexadecimal digits').nullable(),
});
export type GateAsk = z.infer<typeof GateAsk>;
