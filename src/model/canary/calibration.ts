import { z } from 'zod';
import { FalseAlarms } from './false-alarms.ts';
import { JudgeName } from './judge-name.ts';

const Alarm = z.strictObject({
  recording: z.string(),
  firstRow: z.int().min(1).describe('row of the recording at which the replay began'),
  look: z.int().min(0).describe('row of the replay that stopped it'),
  reason: z.string(),
});
export type Alarm = z.infer<typeof Alarm>;

const JudgeCalibration = FalseAlarms.extend({
  judge: JudgeName,
  medianPassMinutes: z.number().nullable().describe('until a pass, where one came'),
  alarms: z.array(Alarm),
});
export type JudgeCalibration = z.infer<typeof JudgeCalibration>;

/** `tollgate.calibration/1`: how often a configuration stops releases that are none. */
export const Calibration = z.strictObject({
  schema: z.literal('tollgate.calibration/1'),
  judges: z.array(JudgeCalibration).min(1).describe('the first one’s promise decides'),
  recordings: z.int().min(0),
  remarks: z.array(z.string()),
});
export type Calibration = z.infer<typeof Calibration>;
