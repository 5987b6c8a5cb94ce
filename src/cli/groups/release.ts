import type { Registrar } from '../registrar.ts';
import { withConfiguration } from '../shared-options.ts';

const help = `
Look first, then go: it shows what it undoes, names the migrations that stay,
and asks before it changes anything.

Exit codes: 0 done, 1 it failed, 2 nothing to go back to,
3 not finished or not seen, 4 GitHub did not answer.`;

/** The way back. */
export function describeRelease({ command }: Registrar): void {
  withConfiguration(
    command(
      'rollback',
      'bring an environment back to a release that once came up there; needs no bot',
      async () => (await import('../run-rollback.ts')).runRollbackCommand,
    ),
  )
    .argument('<ENVIRONMENT>', 'environment of the configuration')
    .option('--to <VERSION>', 'previous, a commit (7 digits or more), a tag or an image', 'previous')
    .option('--reason <TEXT>', 'why; it stands in the record')
    .option('--dry-run', 'show what it would do, and change nothing')
    .option('--yes', 'go on without asking')
    .option('--force', 'also to a whole commit that never came up there; for administrators, with --reason')
    .option('--despite-lock', 'go on although somebody else has locked the environment')
    .option('--revert-pr', 'also open a pull request that takes the changes back')
    .option('--detach', 'end as soon as it came up; --resume looks again after `watch`')
    .option('--resume', 'go on with a rollback that was interrupted')
    .option('--audit', 'print every rollback of the environment as JSON lines')
    .option('--repository <OWNER/NAME>', 'repository (default: GITHUB_REPOSITORY)')
    .option('--token <TOKEN>', 'token of GitHub (default: GITHUB_TOKEN, GH_TOKEN)')
    .option('--json <FILE>', 'write the result as JSON; - for standard output')
    .addHelpText('after', help);
}
