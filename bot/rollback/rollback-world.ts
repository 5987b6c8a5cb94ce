import { setTimeout as pause } from 'node:timers/promises';
import type { RollbackWorld, SendOut } from '../../src/commands/rollback/world.ts';
import type { GitHubRepository } from '../../src/github/client.ts';

/** Sends nothing anywhere: what looks at a rollback, and does not go on with it, asks GitHub only. */
export const nowhere: SendOut = async ({ url }) => {
  throw new Error(`nothing is sent to ${new URL(url).host} yet`);
};

/** What a rollback of the bot’s touches: GitHub as the installation, and what the operator allows. */
export function rollbackWorld(
  repository: GitHubRepository,
  login: RollbackWorld['login'],
  sendOut: SendOut,
): RollbackWorld {
  return {
    repository,
    login,
    elsewhere: async (fullName) => {
      const [owner = '', repo = ''] = fullName.split('/');
      return { ...repository, owner, repo };
    },
    clock: {
      now: () => new Date(),
      until: async (instant, signal) => {
        await pause(Math.max(0, instant.getTime() - Date.now()), undefined, { signal }).catch(() => {});
      },
    },
    sendOut,
  };
}
