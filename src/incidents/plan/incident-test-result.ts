import { z } from 'zod';

/** `tollgate.incident-test/1`: what `incident test` made of an incident. */
export const IncidentTestResult = z.strictObject({
  schema: z.literal('tollgate.incident-test/1'),
  outcome: z
    .enum(['created', 'updated', 'unchanged', 'kept', 'no-guard'])
    .describe('kept: a person changed the guard, which stays; no-guard: its class has none, a person must write one'),
  id: z.string(),
  class: z.string(),
  service: z.string(),
  guard: z
    .strictObject({
      kind: z.string(),
      file: z.string(),
      why: z.string(),
      assumed: z.array(z.string()).describe('what nobody said'),
    })
    .nullable(),
  shares: z.array(z.string()).describe('earlier incidents that the guard stands for as well'),
  written: z.array(z.string()),
  proposed: z.array(z.strictObject({ path: z.string(), diff: z.string() })),
  missing: z.array(z.string()).describe('facts that would make the guard sharper'),
  postMortem: z.string().describe('section for the post-mortem, in Markdown'),
});
export type IncidentTestResult = z.infer<typeof IncidentTestResult>;
