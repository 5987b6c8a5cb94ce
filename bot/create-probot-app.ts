import type { Logger } from 'pino';
import { createProbot, type Probot, type ProbotOctokit } from 'probot';
import type { BotSettings } from './settings.ts';
import type { Delivery } from './store/deliveries.ts';

interface Received {
  readonly id: string;
  readonly name: string;
  readonly payload: object;
}

/** A delivery as it is stored. */
function deliveryOf({ id, name, payload }: Received): Delivery {
  const { action, repository } = payload as { action?: unknown; repository?: { full_name?: unknown } | null };
  const fullName = repository?.full_name;
  return {
    id,
    event: name,
    action: typeof action === 'string' ? action : null,
    repository: typeof fullName === 'string' ? fullName : null,
    payload: JSON.stringify(payload),
  };
}

/** PEM as it is, with `\n` for line breaks, or in base64. */
function pem(key: string): string {
  const text = key.includes('-----BEGIN') ? key : Buffer.from(key, 'base64').toString('utf8');
  return text.replaceAll('\\n', '\n');
}

/** How GitHub is reached. */
export interface GitHubAccess {
  readonly log: Logger;
  readonly octokit: typeof ProbotOctokit;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Makes the Probot app, whose only handler stores: everything else happens after GitHub has its answer.
 *
 * Settings are given as overrides: Probot takes defaults of its own before ours, and among them the secret "development".
 */
export async function createProbotApp(
  settings: BotSettings,
  { log, octokit, fetch }: GitHubAccess,
  store: (delivery: Delivery) => Promise<void>,
): Promise<Probot> {
  const probot = createProbot({
    env: {},
    overrides: {
      appId: Number(settings.appId),
      privateKey: pem(settings.privateKey),
      secret: settings.webhookSecret,
      baseUrl: settings.githubApi,
      webhookPath: settings.webhookPath,
      log,
      Octokit: octokit,
      request: { fetch },
    },
  });
  probot.onAny(async ({ id, name, payload }) => store(deliveryOf({ id, name, payload })));
  return probot.ready();
}
