import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { ExitError, exitCodes } from './exit-error.ts';

const Duration = z.union([z.string(), z.number().nonnegative()]).transform((given, context) => {
  try {
    return parseDuration(given);
  } catch (error) {
    context.issues.push({ code: 'custom', message: String(error), input: given });
    return z.NEVER;
  }
});
/** k6 refuses a scenario shorter than this. */
const ScenarioDuration = Duration.refine((value) => value >= 1000, 'the duration must be at least 1s');
const Whole = z.int().nonnegative();
const Stages = z.array(z.strictObject({ duration: Duration, target: Whole })).min(1);

const base = {
  startTime: Duration.default(0),
  gracefulStop: Duration.default(30_000),
  env: z.record(z.string(), z.string()).default({}),
  exec: z.string().min(1).default('default'),
  tags: z.record(z.string(), z.string()).default({}),
  options: z.looseObject({}).optional(),
};
const allocation = { preAllocatedVUs: Whole, maxVUs: Whole.optional() };

/** A scenario’s keys are strict in k6: an unknown one ends the run before it starts. */
const Scenario = z
  .discriminatedUnion('executor', [
    z.strictObject({
      executor: z.literal('constant-arrival-rate'),
      ...base,
      ...allocation,
      rate: z.int().positive(),
      timeUnit: Duration.default(1000),
      duration: ScenarioDuration,
    }),
    z.strictObject({
      executor: z.literal('ramping-arrival-rate'),
      ...base,
      ...allocation,
      startRate: Whole.default(0),
      timeUnit: Duration.default(1000),
      stages: Stages,
    }),
    z.strictObject({
      executor: z.literal('constant-vus'),
      ...base,
      vus: z.int().positive().default(1),
      duration: ScenarioDuration,
    }),
    z.strictObject({
      executor: z.literal('ramping-vus'),
      ...base,
      startVUs: Whole.default(1),
      stages: Stages,
      gracefulRampDown: Duration.default(30_000),
    }),
    z.strictObject({
      executor: z.literal('shared-iterations'),
      ...base,
      vus: z.int().positive().default(1),
      iterations: z.int().positive().default(1),
      maxDuration: Duration.default(600_000),
    }),
    z.strictObject({
      executor: z.literal('per-vu-iterations'),
      ...base,
      vus: z.int().positive().default(1),
      iterations: z.int().positive().default(1),
      maxDuration: Duration.default(600_000),
    }),
  ])
  .refine((scenario) => !('maxVUs' in scenario) || (scenario.maxVUs ?? Infinity) >= scenario.preAllocatedVUs, {
    message: 'maxVUs can’t be less than preAllocatedVUs',
  })
  .refine((scenario) => !('timeUnit' in scenario) || scenario.timeUnit > 0, {
    message: 'the timeUnit must be more than 0',
  });
export type Scenario = z.infer<typeof Scenario>;

const ScenarioName = z.string().regex(/^[0-9a-zA-Z_-]+$/, 'only numbers, latin letters, underscores, and dashes');

const ThresholdOption = z.union([
  z.string().transform((threshold) => ({ threshold, abortOnFail: false, delayAbortEval: 0 })),
  z.strictObject({
    threshold: z.string(),
    abortOnFail: z.boolean().default(false),
    delayAbortEval: Duration.default(0),
  }),
]);

const Options = z.strictObject({
  scenarios: z.record(ScenarioName, Scenario).optional(),
  vus: z.int().positive().optional(),
  iterations: z.int().positive().optional(),
  duration: ScenarioDuration.optional(),
  stages: Stages.optional(),
  thresholds: z.record(z.string(), z.array(ThresholdOption)).default({}),
  summaryTrendStats: z.array(z.string()).default(['avg', 'min', 'med', 'max', 'p(90)', 'p(95)']),
  summaryTimeUnit: z.enum(['', 's', 'ms', 'us']).default(''),
  setupTimeout: Duration.default(60_000),
  teardownTimeout: Duration.default(60_000),
  discardResponseBodies: z.boolean().default(false),
  maxRedirects: z.int().nonnegative().default(10),
  userAgent: z.string().default('k6-driver'),
  noConnectionReuse: z.boolean().default(false),
  noVUConnectionReuse: z.boolean().default(false),
  noCookiesReset: z.boolean().default(false),
  insecureSkipTLSVerify: z.boolean().default(false),
  blockHostnames: z.array(z.string()).default([]),
  hosts: z.record(z.string(), z.string()).default({}),
  tags: z.record(z.string(), z.string()).default({}),
  batch: z.int().positive().default(20),
  throw: z.boolean().default(false),
  minIterationDuration: Duration.default(0),
  // accepted, and without meaning here
  dns: z.looseObject({}).optional(),
  systemTags: z.array(z.string()).optional(),
  cloud: z.looseObject({}).optional(),
  rps: z.number().optional(),
  httpDebug: z.string().optional(),
  noUsageReport: z.boolean().optional(),
  batchPerHost: z.int().optional(),
});
export type Options = z.infer<typeof Options>;

export interface ParsedOptions {
  readonly options: Options;
  /** Always at least one: without `scenarios` the shortcuts (`vus`, `iterations`, …) make one called `default`. */
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly warnings: readonly string[];
}

function shortcut({ stages, duration, iterations, vus }: Options): unknown {
  if (stages !== undefined) return { executor: 'ramping-vus', startVUs: vus ?? 1, stages };
  if (duration !== undefined) return { executor: 'constant-vus', vus: vus ?? 1, duration };
  return { executor: 'shared-iterations', vus: vus ?? 1, iterations: iterations ?? 1 };
}

function parse<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ExitError(exitCodes.invalidConfig, z.prettifyError(parsed.error));
}

/**
 * Parses the options that a script exports: unknown keys of a scenario are errors, other unknown keys are told and ignored.
 *
 * @throws ExitError 104
 */
export function parseOptions(exported: unknown): ParsedOptions {
  const given = new Map(Object.entries((exported ?? {}) as Record<string, unknown>));
  const known = new Set(Object.keys(Options.shape));
  const unknown = [...given.keys()].filter((key) => !known.has(key));
  for (const key of unknown) given.delete(key);
  const options = parse(Options, Object.fromEntries(given));
  const scenarios = Object.entries(options.scenarios ?? { default: parse(Scenario, shortcut(options)) });
  return {
    options,
    scenarios: new Map(scenarios),
    warnings: unknown.map((key) => `there were unknown fields in the options exported in the script: ${key}`),
  };
}
