import { z } from 'zod';
import { Dimension } from './dimension.ts';
import { Evidence } from './evidence.ts';
import { reasonCodes } from './reason-codes.ts';
import { DataCatalogue } from './sections/data.ts';
import { GuardCatalogue } from './sections/guards.ts';
import { Subject } from './subject.ts';
import { Window } from './window.ts';

const Remark = z.strictObject({ reason: z.enum(reasonCodes), message: z.string() });
export type Remark = z.infer<typeof Remark>;

/** All evidence of one dimension of one side. */
export const Section = z.strictObject({
  status: z.enum(['ok', 'partial', 'unavailable']),
  reason: z.enum(reasonCodes).nullable().describe('why the section is not ok'),
  message: z.string().nullable(),
  source: z.string(),
  convention: z.string().nullable().describe('metric naming convention that matched'),
  remarks: z.array(Remark).describe('what was noticed while reading, for example corrected counters'),
  evidence: z.array(Evidence),
});
export type Section = z.infer<typeof Section>;

const Sections = z.partialRecord(Dimension, Section);
export type Sections = z.infer<typeof Sections>;

/** What a dimension knows beyond single measures, by dimension; its section says how complete it is. */
export const Catalogues = z.strictObject({
  data: DataCatalogue.optional().describe('beside `sections.data`: what the planner knows of the database'),
  incidents: GuardCatalogue.optional().describe('the runs of the guards of past incidents'),
});
export type Catalogues = z.infer<typeof Catalogues>;

/** The same window of the same subject, earlier: what the subject differs from itself. */
const Past = z.strictObject({ daysEarlier: z.number(), window: Window, sections: Sections });
export type Past = z.infer<typeof Past>;

/** `tollgate.profile/1`: one side’s redacted evidence, collected anywhere and compared elsewhere. */
export const Profile = z.strictObject({
  schema: z.literal('tollgate.profile/1'),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  environment: z.string(),
  subject: Subject,
  collectedAt: z.iso.datetime(),
  window: Window,
  sections: Sections,
  catalogues: Catalogues.optional(),
  history: z.array(Past),
  queries: z.record(z.string(), z.string()).describe('the text of each query, by the key that evidence names'),
});
export type Profile = z.infer<typeof Profile>;
