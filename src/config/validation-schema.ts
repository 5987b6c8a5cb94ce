import { z } from 'zod';
import { wallClock } from '../model/wall-clock.ts';
import { parseCron } from './cron.ts';
import { Duration, word } from './schema-words.ts';

/** The workflow whose artifacts the bot believes where the configuration names no other. */
export const defaultWorkflow = '.github/workflows/staging-validation.yml';

const isTimezone = (name: string) => {
  try {
    return Number.isFinite(wallClock(0, name).reading);
  } catch {
    return false;
  }
};

const Slot = z.strictObject({
  cron: word((text) => {
    parseCron(text);
    return text;
  }).describe('five fields: minute, hour, day of month, month, day of week; for example "30 4 * * 1-5"'),
  timezone: z
    .string()
    .refine(isTimezone, 'wanted the IANA name of a time zone, for example Europe/Berlin')
    .default('UTC')
    .describe('IANA name of the time zone that the expression is in'),
  jitter: Duration.default(0).describe('puts the start off by up to so long, always the same for the same slot'),
});

/** When and how the bot validates staging. */
export const ValidationPlan = z.strictObject({
  workflow: z
    .string()
    .regex(/^\.github\/workflows\/[\w.-]+\.ya?ml$/, 'a file such as .github/workflows/staging-validation.yml')
    .default(defaultWorkflow)
    .describe('the workflow whose reports the bot believes, and which it starts'),
  schedule: z
    .array(Slot)
    .max(10)
    .default([])
    .describe('when the bot starts a validation; missed ones are made up once'),
  run: z
    .enum(['workflow_dispatch', 'here'])
    .default('workflow_dispatch')
    .describe('start the workflow, or measure in the bot’s own network with what its operator allows'),
});
export type ValidationPlan = z.infer<typeof ValidationPlan>;

/** What holds where a configuration says nothing of it. */
export const defaultPlan: ValidationPlan = { workflow: defaultWorkflow, schedule: [], run: 'workflow_dispatch' };
