import { z } from 'zod';

/** What a rollback does, in this order; every one is recorded before and after. */
export const rollbackSteps = ['act', 'mark-bad', 'follow', 'settle', 'revert', 'watch'] as const;
export type RollbackStep = (typeof rollbackSteps)[number];

export const strategyNames = ['deployment', 'workflow-dispatch', 'gitops-commit', 'webhook'] as const;

const at = z.iso.datetime();
const Version = z.strictObject({
  /** Number of a deployment, or commit of a configuration repository. */
  id: z.string().max(100),
  sha: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .nullable(),
  image: z.string().max(500).nullable(),
});

/** What was decided; nothing of it changes afterwards. */
const Plan = z.strictObject({
  id: z.uuid(),
  environment: z.string().min(1).max(255),
  service: z.string().min(1).max(255),
  strategy: z.enum(strategyNames),
  from: Version,
  to: Version,
  /** Who wants it, by GitHub’s login. */
  by: z.string().max(100),
  reason: z.string().max(2000),
  origin: z.enum(['cli', 'comment', 'slack']),
  /** Where it was asked for, for answers. */
  issue: z.number().int().nullable(),
  /** Whether an administrator wanted a version that is not proven. */
  forced: z.boolean(),
  /** Whether the version that is left is bad; not where a rollback is itself rolled back. */
  marksBad: z.boolean(),
  /** Whether a pull request that reverts is wanted. */
  reverts: z.boolean(),
  /** How long the old version must keep serving, in seconds; 0 for not looking. */
  watchSeconds: z.number().int().min(0),
  /** What spoke for it: addresses, numbers. */
  evidence: z.array(z.string().max(500)).max(20),
});
export type RollbackPlan = z.infer<typeof Plan>;

/** What a step found or made, by which it is found again. */
const Details = z.record(z.string(), z.string().max(1000));
export type StepDetails = z.infer<typeof Details>;

/** One entry of a rollback’s record. */
export const RollbackEntry = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('begun'), at, plan: Plan }),
  /** Somebody goes on with it, and nobody else until `until`. */
  z.strictObject({ event: z.literal('held'), at, holder: z.string().max(100), until: at }),
  z.strictObject({
    event: z.literal('started'),
    at,
    step: z.enum(rollbackSteps),
    holder: z.string().max(100),
    until: at,
  }),
  z.strictObject({ event: z.literal('done'), at, step: z.enum(rollbackSteps), details: Details }),
  z.strictObject({
    event: z.literal('ended'),
    at,
    /** `inconclusive`: it was done, and nothing that was to tell whether it serves did. */
    outcome: z.enum(['succeeded', 'failed', 'inconclusive']),
    message: z.string().max(2000),
  }),
]);
export type RollbackEntry = z.infer<typeof RollbackEntry>;
