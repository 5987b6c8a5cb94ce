import { z } from 'zod';

/** What can be wrong with an incident’s guard. */
export const problems = [
  'no-entry',
  'no-guard',
  'no-file',
  'skipped',
  'unproven',
  'not-run',
  'failing',
  'run-unknown',
  'waiver-over',
  'waiver-too-long',
] as const;

const Problem = z.strictObject({ problem: z.enum(problems), message: z.string() });
export type Problem = z.infer<typeof Problem>;

/** `tollgate.incident-check/1`: whether every closed incident has a guard that exists, is not skipped, ran and is proven. */
export const IncidentCheck = z.strictObject({
  schema: z.literal('tollgate.incident-check/1'),
  decision: z.enum(['pass', 'fail', 'inconclusive']),
  checkedAt: z.iso.datetime(),
  remarks: z.array(z.string()).describe('why nothing may be concluded'),
  incidents: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      link: z.string().nullable(),
      class: z.string().nullable(),
      guard: z.string().nullable().describe('file beside the index'),
      status: z.enum(['guarded', 'waived', 'failed', 'unmeasured']),
      isProven: z.boolean(),
      problems: z.array(Problem),
    }),
  ),
});
export type IncidentCheck = z.infer<typeof IncidentCheck>;
export type CheckedIncident = IncidentCheck['incidents'][number];
