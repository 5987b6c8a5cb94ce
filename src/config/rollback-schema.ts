import { z } from 'zod';
import { Address, Duration } from './schema-words.ts';

const words = z.string().min(1).max(500);

const Shared = {
  watch: z
    .union([z.literal('none').transform(() => 0), Duration])
    .default(1800)
    .describe('when to look whether the old version still serves, a duration or none'),
  timeout: Duration.default(1800).describe('how long the old version may take to come up'),
  serves: z
    .strictObject({
      url: Address.optional().describe('address whose answer holds the commit or digest that serves'),
      prometheus: Address.optional().describe('base address of a Prometheus-compatible server'),
      query: words
        .optional()
        .describe('PromQL that finds something where {sha} (or {image}) serves, such as build_info{revision="{sha}"}'),
    })
    .optional()
    .describe('how to see which version serves: `url`, or `prometheus` with `query`'),
};

/** How an environment is brought back to an earlier release. */
export const Rollback = z
  .discriminatedUnion('strategy', [
    z.strictObject({
      strategy: z.literal('deployment'),
      task: words.optional().describe('task of the deployments, where one environment has several'),
      ...Shared,
    }),
    z.strictObject({
      strategy: z.literal('workflow-dispatch'),
      workflow: words.describe('file of the workflow that deploys, such as deploy.yml'),
      ref: words.default('main').describe('branch whose workflow file runs'),
      inputs: z
        .record(z.string().min(1), z.string())
        .describe('its inputs; {sha}, {image}, {environment}, {service}, {reason} and {id} are filled in'),
      ...Shared,
    }),
    z.strictObject({
      strategy: z.literal('gitops-commit'),
      repository: z
        .string()
        .regex(/^[\w.-]+\/[\w.-]+$/, 'owner/name')
        .optional()
        .describe('configuration repository (default: this one)'),
      branch: words.default('main').describe('branch that is deployed from'),
      file: words.describe('YAML file that holds the image'),
      key: words.describe('where in it, such as image.digest or images.0.newTag'),
      'pull-request': z.boolean().default(false).describe('by a pull request that is merged as soon as it may be'),
      ...Shared,
    }),
    z.strictObject({
      strategy: z.literal('webhook'),
      url: Address.describe('address that is told, https'),
      secret: z
        .string()
        .min(16)
        .describe('what the message is signed with; write ${NAME} to take it from the environment'),
      ...Shared,
    }),
  ])
  .describe('how `rollback` brings an earlier release back');
export type RollbackSettings = z.infer<typeof Rollback>;
export type SettingsOf<Name extends RollbackSettings['strategy']> = Extract<RollbackSettings, { strategy: Name }>;
