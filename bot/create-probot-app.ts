import type { Logger } from 'pino';
import { createProbot, type Probot, type ProbotOctokit } from 'probot';
import { pemOf } from './app-key.ts';
import type { BotSettings } from './settings.ts';

/** How GitHub is reached. */
export interface GitHubAccess {
  readonly log: Logger;
  readonly octokit: typeof ProbotOctokit;
  readonly fetch: typeof globalThis.fetch;
}

/**
 * Makes the Probot app: who the bot is on GitHub, as itself and in each installation.
 *
 * Settings are given as overrides: Probot takes defaults of its own before ours, and among them the secret "development".
 */
export async function createProbotApp(settings: BotSettings, { log, octokit, fetch }: GitHubAccess): Promise<Probot> {
  const probot = createProbot({
    env: {},
    overrides: {
      appId: Number(settings.appId),
      privateKey: pemOf(settings.privateKey),
      secret: settings.webhookSecret,
      baseUrl: settings.githubApi,
      webhookPath: settings.webhookPath,
      log,
      Octokit: octokit,
      request: { fetch },
    },
  });
  return probot.ready();
}
