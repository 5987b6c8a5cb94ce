import { z } from 'zod';
import { parseEgress } from '../egress/egress-rule.ts';

const Egress = z
  .string()
  .refine((text) => parseEgress(text) !== null, 'wanted a host, or host:port; no address, no path, no *')
  .describe('a host, or host:port, that validations of this repository may connect to');

/** What the operator grants to one repository. */
export const Grants = z.strictObject({
  variables: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable'), z.string().min(1))
    .default({})
    .describe('what ${NAME} in this repository’s configuration stands for, and nothing else does'),
  egress: z.array(Egress).default([]).describe('where validations that run beside the bot may connect to'),
});
export type Grants = z.infer<typeof Grants>;

/** The operator’s file: what the bot lends to repositories. It holds secrets and is read once, at the start. */
export const OperatorFile = z.strictObject({
  version: z.literal(1).describe('version of this file’s format'),
  repositories: z
    .record(z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'owner/name'), Grants)
    .default({})
    .describe('grants by repository, "owner/name"'),
});
export type OperatorFile = z.infer<typeof OperatorFile>;
