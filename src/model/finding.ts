import { z } from 'zod';
import { Dimension } from './dimension.ts';
import { reasonCodes } from './reason-codes.ts';

export const Status = z.enum(['match', 'diverged', 'accepted', 'unmeasured', 'error']);
export type Status = z.infer<typeof Status>;

/** `observe` is shown; `warn` fails a fidelity run; `block` stops a release. Ascending. */
export const severities = ['observe', 'warn', 'block'] as const;
export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

/** One side of a comparison; `n` is the sample size behind the value. */
const Side = z.strictObject({ value: z.number(), unit: z.string(), n: z.number().nullable() });
export type Side = z.infer<typeof Side>;

export const Direction = z.enum(['either', 'increase', 'decrease']);
export type Direction = z.infer<typeof Direction>;

export const Tolerance = z.strictObject({
  relative: z.number().nullable().describe('allowed change as a share of the reference, 0.3 = 30 %'),
  absolute: z
    .number()
    .nullable()
    .describe('allowed change in the value’s own unit; with `relative`, both must be exceeded'),
  direction: Direction,
});
export type Tolerance = z.infer<typeof Tolerance>;

const Waiver = z.strictObject({ reason: z.string(), owner: z.string(), expires: z.iso.date() });
export type Waiver = z.infer<typeof Waiver>;

/** One judged check: what differs, how sure that is, which bugs slip through because of it, and what to do. */
export const Finding = z.strictObject({
  fingerprint: z.string().describe('stable address of this check over runs'),
  dimension: Dimension,
  check: z.string(),
  subject: z.string().describe('"GET /checkout", "total", …'),
  status: Status,
  severity: Severity,
  required: z.boolean().describe('the verdict is inconclusive while a required check is unmeasured'),
  reference: Side.nullable(),
  candidate: Side.nullable(),
  change: z.number().nullable().describe('candidate / reference - 1'),
  tolerance: Tolerance.nullable(),
  interval: z
    .tuple([z.number().nullable(), z.number().nullable()])
    .nullable()
    .describe('interval of `change`, or of the difference where the check is absolute'),
  reasonCode: z.enum(reasonCodes),
  message: z.string(),
  risk: z.string().describe('which class of bug slips through; empty unless diverged or unmeasured'),
  remedy: z.string(),
  evidence: z.array(z.strictObject({ source: z.string(), query: z.string() })),
  waiver: Waiver.nullable(),
  detail: z.looseObject({ kind: z.string() }).nullable(),
});
export type Finding = z.infer<typeof Finding>;
