import { z } from 'zod';
import { wallClock } from '../model/wall-clock.ts';
import { parseCron } from './cron.ts';
import { Duration, word } from './schema-words.ts';

/** The workflow whose artifacts the bot believes where the configuration names no other. */
export const defaultWorkflow = '.github/workflows/staging-validation.yml';

/** The workflow that plans a pull request’s queries where the configuration names no other. */
const defaultPlansWorkflow = '.github/workflows/query-plans.yml';

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

const WorkflowFile = z
  .string()
  .regex(/^\.github\/workflows\/[\w.-]+\.ya?ml$/, 'a file such as .github/workflows/staging-validation.yml');

/** What the check of a pull request asks for. */
export const PullRequestPolicy = z.strictObject({
  severity: z
    .enum(['observe', 'block'])
    .default('observe')
    .describe(
      'observe: the check is neutral unless something measured fails; block: it succeeds, and asks for attention without a validation of the last 72 hours',
    ),
  plans: WorkflowFile.default(defaultPlansWorkflow).describe(
    'the workflow without secrets that runs query shadow diff on pull requests; what it says is shown, and never believed',
  ),
});
export type PullRequestPolicy = z.infer<typeof PullRequestPolicy>;

/** What holds where a configuration says nothing of pull requests. */
export const defaultPullRequests: PullRequestPolicy = { severity: 'observe', plans: defaultPlansWorkflow };

/** When and how the bot validates staging. */
export const ValidationPlan = z.strictObject({
  workflow: WorkflowFile.default(defaultWorkflow).describe(
    'the workflow whose reports the bot believes, and which it starts',
  ),
  schedule: z
    .array(Slot)
    .max(10)
    .default([])
    .describe('when the bot starts a validation; missed ones are made up once'),
  run: z
    .enum(['workflow_dispatch', 'here'])
    .default('workflow_dispatch')
    .describe('start the workflow, or measure in the bot’s own network with what its operator allows'),
  pullRequests: PullRequestPolicy.default(defaultPullRequests).describe('what the check of a pull request asks for'),
});
export type ValidationPlan = z.infer<typeof ValidationPlan>;

/** What holds where a configuration says nothing of it. */
export const defaultPlan: ValidationPlan = {
  workflow: defaultWorkflow,
  schedule: [],
  run: 'workflow_dispatch',
  pullRequests: defaultPullRequests,
};
