import { z } from 'zod';

const Incident = z.strictObject({ id: z.string(), title: z.string(), link: z.string().nullable() });
const Counted = z.strictObject({
  releases: z.int().nonnegative(),
  followed: z.int().nonnegative().describe('of these, with an incident within 72 hours'),
});

/** How a release was judged before it went out; `unknown`: no kept report speaks of it. */
export const judgements = ['pass', 'fail', 'inconclusive', 'unknown'] as const;
export type Judgement = (typeof judgements)[number];

/** `tollgate.incident-record/1`: plain counts of releases, of the incidents that followed them, and of guards without proof. */
export const TrackRecord = z.strictObject({
  schema: z.literal('tollgate.incident-record/1'),
  environment: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  incidents: z.int().nonnegative(),
  counts: z.record(z.enum(judgements), Counted),
  followed: z
    .array(
      z.strictObject({
        sha: z.string(),
        releasedAt: z.iso.datetime(),
        judgement: z.enum(judgements),
        incidents: z.array(Incident.extend({ hoursAfter: z.number().nonnegative() })),
        open: z.array(z.string()).nullable().describe('findings that were open then; null: no kept report says'),
      }),
    )
    .describe('releases with an incident within 72 hours, newest first'),
  unproven: z
    .array(Incident.extend({ guard: z.string().nullable(), why: z.string() }))
    .describe('incidents without a proven guard'),
  remarks: z.array(z.string()),
});
export type TrackRecord = z.infer<typeof TrackRecord>;
