import type { Command } from 'commander';
import type { Registrar } from '../registrar.ts';

const withGitHub = (command: Command) =>
  command
    .option('--repository <OWNER/NAME>', 'repository (default: GITHUB_REPOSITORY)')
    .option('--config <FILE>', 'configuration that names the environments', '.github/tollgate.yml')
    .option('--json <FILE>', 'write the answer as JSON; - for standard output');

/** Who has an environment to himself, and when nobody may release: as the bot does it, without the bot. */
export function describeHolds({ command }: Registrar): void {
  withGitHub(
    command(
      'lock',
      'lock an environment, as `/lock` does; `lock info ENVIRONMENT` says who holds it',
      async () => (await import('../run-hold.ts')).runLock,
    ),
  )
    .argument('<WORDS...>', 'environment and reason, for example: staging load test')
    .option('--for <DURATION>', 'how long, at most 7d (default: 4h)');
  withGitHub(
    command('unlock', 'give a lock back, as `/unlock` does', async () => (await import('../run-hold.ts')).runUnlock),
  )
    .argument('[ENVIRONMENT]', 'needed where there are several')
    .option('--force', 'anybody’s');
  withGitHub(
    command(
      'freeze',
      'let nobody release until then, as `/freeze` does',
      async () => (await import('../run-hold.ts')).runFreeze,
    ),
  ).argument('<WORDS...>', 'environment until DAY because REASON');
  withGitHub(
    command('unfreeze', 'lift a freeze, as `/unfreeze` does', async () => (await import('../run-hold.ts')).runUnfreeze),
  ).argument('[ENVIRONMENT]', 'needed where there are several');
}
