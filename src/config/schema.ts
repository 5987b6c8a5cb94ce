import { z } from 'zod';
import { Direction, Severity } from '../model/finding.ts';
import { checks, type CheckName as KnownCheck } from '../model/policy.ts';
import { canarySettings } from './canary-schema.ts';
import { Data } from './data-schema.ts';
import { Commands, Environments } from './environments-schema.ts';
import { Gitops } from './gitops-schema.ts';
import { Incidents } from './incidents-schema.ts';
import { Notifications, People } from './notifications-schema.ts';
import { Address, Duration, LabelName, Percentage, Selector, word } from './schema-words.ts';
import { Traffic } from './traffic-schema.ts';
import { ValidationPlan } from './validation-schema.ts';
import { parseWindowChoice } from './window-choice.ts';

const CheckName = z.enum(Object.keys(checks) as [KnownCheck, ...KnownCheck[]]);

const Auth = z
  .union([
    z.strictObject({
      bearer: z.string().min(1).describe('bearer token; write ${NAME} to take it from the environment'),
    }),
    z.strictObject({
      user: z.string().min(1).describe('user of HTTP basic authentication'),
      password: z.string().min(1).describe('its password; write ${NAME} to take it from the environment'),
    }),
  ])
  .describe('credentials, either `bearer` or `user` and `password`');

const Convention = z.strictObject({
  latency: z.string().optional().describe('histogram (or summary) of request durations, without _bucket'),
  requests: z.string().optional().describe('counter of requests'),
  unit: z.enum(['s', 'ms']).default('s').describe('unit of the histogram’s bounds'),
});

const Labels = z.strictObject({
  route: LabelName.optional().describe('label that holds the route template'),
  method: LabelName.optional().describe('label that holds the HTTP method'),
  status: LabelName.optional().describe('label that holds the status code'),
});

/** Where one side’s measurements come from. */
export const Metrics = z.strictObject({
  source: z
    .enum([
      'prometheus',
      'k6-summary',
      'recorded',
      // new-source: name
    ])
    .default('prometheus')
    .describe('which provider'),
  url: Address.optional().describe('base address of a Prometheus-compatible server, with its path prefix'),
  file: z.string().optional().describe('file of a k6-summary or recorded source'),
  selector: Selector.default({}),
  auth: Auth.optional(),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe('further headers, for example X-Scope-OrgID for a tenant'),
  timeout: Duration.default(30).describe('time-out of one attempt'),
  retries: z
    .int()
    .min(0)
    .max(10)
    .default(3)
    .describe('further attempts after 429, 5xx or no answer, with back-off and Retry-After'),
  parallel: z.int().min(1).max(16).default(4).describe('queries under way at once'),
  maxSeries: z.int().min(1).default(200_000).describe('budget of series in one answer; more is refused, not read'),
  convention: z
    .union([z.string(), Convention])
    .optional()
    .describe('name of a metric naming convention, or your own metric names'),
  labels: Labels.default({}).describe('label names where they are not the convention’s'),
  splitBy: z.array(LabelName).default([]).describe('labels that are never pooled, for example region or version'),
});
export type Metrics = z.infer<typeof Metrics>;

const Side = z.strictObject({
  metrics: Metrics.optional().describe('where this side’s measurements come from'),
  window: word(parseWindowChoice)
    .optional()
    .describe('a duration (the last hour: 1h), from/to as ISO instants, or `busiest`'),
});

const Limits = z.strictObject({
  tolerance: Percentage.optional().describe('allowed relative change'),
  absolute: z.number().nonnegative().optional().describe('allowed absolute change (ms for latency, share for errors)'),
  minimum: z.int().positive().optional().describe('least number of requests on each side'),
  severity: Severity.optional().describe('observe is shown, warn fails a fidelity run, block stops a release'),
  direction: Direction.optional().describe('which change counts'),
});
export type Limits = z.infer<typeof Limits>;

const Custom = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case words joined by -')
    .describe('name of the check'),
  query: z
    .string()
    .min(1)
    .describe('PromQL with $selector (inside braces) and $window; one value, or one per route label'),
  unit: z.string().default('').describe('unit of the value'),
  tolerance: Percentage.default(0.3).describe('allowed relative change'),
  absolute: z.number().nonnegative().default(0).describe('allowed absolute change, in the unit'),
  direction: Direction.default('either').describe('which change counts'),
  severity: Severity.default('observe').describe('observe is shown, warn fails a fidelity run, block stops a release'),
});
export type Custom = z.infer<typeof Custom>;

const Load = z.strictObject({
  script: z.string().min(1).describe('script of k6 that is run before staging is measured, from the working directory'),
  k6: z.string().min(1).optional().describe('program of k6, where it is not on PATH'),
  environment: z
    .record(LabelName, z.string())
    .default({})
    .describe(
      'all that the script gets of the environment, for example BASE_URL; write ${NAME} to take a value from it',
    ),
});
export type Load = z.infer<typeof Load>;

const Waiver = z.strictObject({
  finding: z.string().min(1).describe('fingerprint of one finding, or "dimension/check subject"'),
  reason: z.string().min(1).describe('why the difference is accepted'),
  owner: z.string().min(1).describe('who mends it'),
  expires: z.iso.date('a real date such as 2026-12-31').describe('last day, at most 90 days ahead'),
});

const Expected = z.strictObject({
  check: z.string().min(1).describe('"dimension/check" or "dimension/check subject"'),
  status: z.literal('unmeasured').default('unmeasured').describe('what is expected of it'),
  reason: z.string().min(1).describe('why it cannot be measured'),
});

const Ratio = z.union([z.literal('any'), z.number().positive()]);
const Scale = z
  .partialRecord(z.enum(['rows', 'traffic', 'cpu', 'memory', 'throttling', 'disk', 'network', 'pool']), Ratio)
  .describe('declared candidate ÷ reference ratio per measure, or any');

/** Settings of one service; every one of them may also stand at the top of the file as the default of all services. */
const settings = {
  production: Side.optional().describe('the reference of the fidelity question'),
  staging: Side.optional().describe('the candidate'),
  previous: z
    .strictObject({
      selector: Selector.optional(),
      window: word(parseWindowChoice).optional().describe('a duration, from/to as ISO instants, or `busiest`'),
    })
    .optional()
    .describe('release question: where and when staging’s previous build ran'),
  data: Data.optional().describe('databases whose volume and shape are compared'),
  load: Load.optional().describe('loads staging first; its window is then the time of the load'),
  traffic: Traffic.optional(),
  timerange: Duration.optional().describe('length of both windows where no window is given'),
  minimumLoad: Duration.optional().describe('least duration of load that is trusted'),
  tolerance: Percentage.optional().describe('relative tolerance of latency'),
  failOn: z
    .enum(['fail', 'inconclusive', 'never'])
    .optional()
    .describe('which decision fails the job, and all worse ones'),
  checks: z.partialRecord(CheckName, Limits).optional().describe('limits per check'),
  routes: z
    .strictObject({ ignore: z.array(z.string()).default([]).describe('routes left out; * stands for anything') })
    .optional()
    .describe('which routes are compared'),
  scale: Scale.optional(),
  custom: z.array(Custom).optional().describe('checks of your own, in PromQL'),
  required: z.array(z.string()).optional().describe('checks without which there is no pass, "dimension/check"'),
  expected: z
    .array(Expected)
    .optional()
    .describe('checks that cannot be measured here, so that they are not red every day'),
  waivers: z.array(Waiver).optional().describe('differences that are accepted until a date'),
  baseline: z.string().optional().describe('file of acknowledged differences, written by --write-baseline'),
  canary: canarySettings(Metrics).optional().describe('how a canary is judged against its baseline in production'),
  slackWebhookUrl: z.string().optional().describe('incoming webhook; write ${NAME} to take it from the environment'),
};

/** Settings of one of several services. */
export const ServiceSettings = z.strictObject({
  paths: z.array(z.string()).min(1).describe('folders of this service, relative to the repository’s root'),
  ...settings,
});
export type ServiceSettings = z.infer<typeof ServiceSettings>;

/** `.github/tollgate.yml`. */
export const Configuration = z.strictObject({
  version: z.literal(1).describe('version of this file’s format'),
  extends: z.string().optional().describe('a local file whose settings are the defaults of this one'),
  service: z.string().optional().describe('name of the only service'),
  ...settings,
  services: z.record(z.string(), ServiceSettings).optional().describe('several services in one file, by name'),
  environments: Environments.optional().describe('environments that commands and the gate may act on, by name'),
  gitops: Gitops.optional(),
  commands: Commands.optional().describe('who may give which command'),
  notifications: Notifications.optional(),
  people: People.optional(),
  incidents: Incidents.optional(),
  validation: ValidationPlan.optional().describe(
    'bot: when and how staging is validated, and what pull requests need of it',
  ),
});
export type Configuration = z.infer<typeof Configuration>;

/** What stands only at the top of the file, and is no default of the services. */
export const topKeys = [
  'version',
  'extends',
  'service',
  'services',
  'environments',
  'gitops',
  'commands',
  'notifications',
  'people',
  'incidents',
  'validation',
] as const;

/** Settings of one service, whether they stand at the top of the file, under `services`, or both merged. */
export type Settings = Omit<ServiceSettings, 'paths'>;
