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
    .argument('<WORDS...>', 'ENVIRONMENT and REASON')
    .option('--for <DURATION>', 'how long, at most 7d (default: 4h)');
  withGitHub(
    command('unlock', 'give a lock back, as `/unlock` does', async () => (await import('../run-hold.ts')).runUnlock),
  )
    .argument('[ENVIRONMENT]', 'environment; needed where there are several')
    .option('--force', 'also a lock that somebody else holds');
  withGitHub(
    command(
      'freeze',
      'let nobody release until a day, as `/freeze` does',
      async () => (await import('../run-hold.ts')).runFreeze,
    ),
  ).argument('<WORDS...>', 'ENVIRONMENT until DAY because REASON; DAY is 2026-12-31, or an instant');
  withGitHub(
    command('unfreeze', 'lift a freeze, as `/unfreeze` does', async () => (await import('../run-hold.ts')).runUnfreeze),
  ).argument('[ENVIRONMENT]', 'environment; needed where there are several');
}
