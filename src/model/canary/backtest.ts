import { z } from 'zod';
import { FalseAlarms } from './false-alarms.ts';
import { JudgeName } from './judge-name.ts';

const Count = z.int().min(0);

const JudgedRelease = z.strictObject({
  name: z.string(),
  was: z.enum(['good', 'bad']),
  outcome: z.enum(['passed', 'stopped', 'undecided']),
  look: Count.nullable().describe('the row that decided'),
  minutes: z.number().nullable().describe('from the first row until then'),
  minutesBeforeRollback: z.number().nullable().describe('how much earlier than people; negative: later'),
  reason: z.string(),
});
export type JudgedRelease = z.infer<typeof JudgedRelease>;

const JudgeBacktest = z.strictObject({
  judge: JudgeName,
  bad: z.strictObject({ total: Count, stopped: Count, passed: Count, undecided: Count }),
  good: FalseAlarms,
  minutesBeforeRollback: z.number().nullable().describe('median over the bad ones that it stops'),
  releases: z.array(JudgedRelease),
});
export type JudgeBacktest = z.infer<typeof JudgeBacktest>;

const SilentRelease = z.strictObject({ name: z.string(), was: z.enum(['good', 'bad']), reason: z.string() });

/** `tollgate.backtest/1`: what judges would have done with past releases, side by side. */
export const Backtest = z.strictObject({
  schema: z.literal('tollgate.backtest/1'),
  judges: z.array(JudgeBacktest).min(1).describe('the first one’s promise decides'),
  silent: z.array(SilentRelease).describe('releases without data: no judge was asked, and they count nowhere'),
  remarks: z.array(z.string()),
});
export type Backtest = z.infer<typeof Backtest>;
