import { z } from 'zod';
import { Dimension } from '../model/dimension.ts';
import { IncidentClass } from './incident-class.ts';
import { SaidByIncident } from './incident-facts.ts';

/** What a guard is, which says who runs it: k6 by `load run`, the others as checks of the validation. */
export const guardKinds = ['k6', 'query-plan', 'parity-rule', 'certificate', 'dns', 'permission'] as const;

const Side = z.strictObject({
  outcome: z.enum(['passed', 'failed', 'unmeasured']),
  target: z.string().min(1).max(500).describe('address or file of evidence, without a secret'),
  why: z.string().max(1000).describe('what failed there, or that all passed'),
});

/** What `incident prove` saw: the guard is proven where it failed on the bad one and passed on the good one. */
export const IncidentProof = z.strictObject({
  at: z.iso.datetime(),
  guardHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the guard’s file then; another file is unproven'),
  bad: Side,
  good: Side,
});
export type IncidentProof = z.infer<typeof IncidentProof>;

const Waiver = z.strictObject({
  reason: z.string().min(1).max(500),
  owner: z.string().min(1).max(100),
  expires: z.iso.date().describe('at most 90 days away'),
});

/** One incident and its guard. Incidents of one class and service share one guard. */
export const IncidentEntry = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
  link: z.url({ protocol: /^https?$/ }).nullable(),
  class: IncidentClass,
  service: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  date: z.iso.date().nullable(),
  dimensions: z.array(Dimension).min(1).describe('where staging has to show it'),
  guard: z
    .strictObject({
      kind: z.enum(guardKinds),
      file: z
        .string()
        .regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/)
        .describe('beside the index'),
    })
    .nullable()
    .describe('null: there is none yet'),
  said: SaidByIncident.optional().describe(
    'what the incident says; the next one of its class and service builds on it',
  ),
  proof: IncidentProof.nullable().describe('null: unproven'),
  status: z.enum(['active', 'skipped']),
  waiver: Waiver.nullable().default(null),
});
export type IncidentEntry = z.infer<typeof IncidentEntry>;

/** `tollgate.incidents/1`, `load-tests/incidents/index.yml`: every incident, the guard that would have caught it, and its proof. */
export const IncidentIndex = z.strictObject({
  schema: z.literal('tollgate.incidents/1'),
  incidents: z
    .array(IncidentEntry)
    .max(10_000)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'every id only once'),
});
export type IncidentIndex = z.infer<typeof IncidentIndex>;
