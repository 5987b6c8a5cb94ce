import { z } from 'zod';
import { CanaryTrace } from './canary/canary-trace.ts';
import { Dimension } from './dimension.ts';
import { Finding } from './finding.ts';
import { reasonCodes } from './reason-codes.ts';
import { Subject } from './subject.ts';
import { Window } from './window.ts';

export const Question = z.enum(['fidelity', 'release', 'canary']);
export type Question = z.infer<typeof Question>;

export const Decision = z.enum(['pass', 'fail', 'inconclusive']);
export type Decision = z.infer<typeof Decision>;

const SideWindow = Window.extend({ environment: z.string() });

const DimensionSummary = z.strictObject({
  id: Dimension,
  score: z.number().min(0).max(100).nullable(),
  coverage: z.number().min(0).max(1),
  status: z.enum(['match', 'diverged', 'unmeasured']),
});
export type DimensionSummary = z.infer<typeof DimensionSummary>;

/** `tollgate.report/1`: the verdict with everything needed to explain and to replay it. */
export const Verdict = z.strictObject({
  schema: z.literal('tollgate.report/1'),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  generatedAt: z.iso.datetime(),
  configHash: z.string(),
  command: z.string(),
  question: Question,
  decision: Decision,
  next: z.enum(['stop', 'continue']),
  reasonCode: z.enum(reasonCodes),
  summary: z.string().describe('the verdict in one sentence'),
  subject: Subject,
  windows: z.strictObject({ reference: SideWindow, candidate: SideWindow }),
  score: z.number().min(0).max(100).nullable(),
  coverage: z.number().min(0).max(1),
  dimensions: z.array(DimensionSummary),
  findings: z.array(Finding).describe('worst first'),
  remarks: z.array(z.string()).describe('conventions used and what was noticed while reading'),
  metrics: z.array(CanaryTrace).describe('of a canary: its metrics look by look, where that was asked for'),
});
export type Verdict = z.infer<typeof Verdict>;
