import { z } from 'zod';
import { reasonCodes } from '../reason-codes.ts';

const Incident = z.strictObject({ id: z.string(), link: z.string().nullable(), class: z.string() });
export type GuardedIncident = z.infer<typeof Incident>;

/** What came of one guard in one run: it looked, or why it did not. */
const GuardRun = z.discriminatedUnion('ran', [
  z.strictObject({
    ran: z.literal(true),
    target: z.string(),
    outcome: z.strictObject({
      outcome: z.enum(['passed', 'failed', 'unmeasured', 'unreachable']),
      why: z.string(),
    }),
  }),
  z.strictObject({ ran: z.literal(false), reason: z.enum(reasonCodes), why: z.string() }),
]);
export type GuardRun = z.infer<typeof GuardRun>;

const RanGuard = z.strictObject({
  file: z.string().describe('beside the index'),
  hash: z.string().nullish().describe('SHA-256 of the file that ran; null: there is none'),
  incidents: z.array(Incident).min(1).describe('those that share it'),
  unproven: z.string().nullable().describe('why nobody need believe it; null: it is proven as it stands'),
  run: GuardRun,
});
export type RanGuard = z.infer<typeof RanGuard>;

/** What the guards of past incidents saw in an environment. */
export const GuardCatalogue = z.strictObject({
  guards: z.array(RanGuard),
  unguarded: z.array(Incident).describe('incidents for which no guard is written'),
});
export type GuardCatalogue = z.infer<typeof GuardCatalogue>;
