import { type Command, Option } from 'commander';
import { parts } from '../../model/part.ts';
import type { Registrar } from '../registrar.ts';
import { withConfiguration, withForms, withSettings } from '../shared-options.ts';

function withReports(command: Command): Command {
  return withForms(
    command.addOption(
      new Option(
        '--question <QUESTION>',
        'fidelity: staging against production; release: staging against its previous build',
      )
        .choices(['fidelity', 'release'])
        .default('fidelity'),
    ),
  ).option(
    '--write-baseline [FILE]',
    'acknowledge today’s differences: write them to a baseline file to be committed and reviewed',
  );
}

function withSending(command: Command): Command {
  return command
    .option('--push <URL>', 'send the profile to the bot at this address, besides')
    .option(
      '--sign-key <FILE>',
      'environment’s Ed25519 private key that vouches for it (default: the token of a GitHub workflow)',
    )
    .option('--repository <NAME>', 'owner/name that the profile belongs to (default: GITHUB_REPOSITORY)');
}

/** Staging against production, or against its previous build: whole, or in two halves. */
export function describeValidation({ command }: Registrar): void {
  withReports(
    withSettings(
      withConfiguration(
        command(
          'validate',
          'collect both sides, compare, decide',
          async () => (await import('../run-validate.ts')).runValidate,
        ),
      ),
    ),
  )
    .option('--only <PARTS>', `only these parts, joined by commas: ${parts.join(', ')}`)
    .option('--digest <DIGEST>', 'image digest of the judged build, for the report')
    .option('--sha <SHA>', 'commit of the judged build, for the report')
    .option('--evidence <FOLDER>', 'keep both profiles here, so that the verdict can be replayed with `compare`')
    .option('--dry-run', 'print the queries and send none');
  withSending(
    withSettings(
      withConfiguration(
        command(
          'collect',
          'measure one side and write its profile',
          async () => (await import('../run-collect.ts')).runCollect,
        ),
      ),
    ),
  )
    .argument('<SIDE>', 'production, staging or previous')
    .option('--only <PARTS>', `only these parts, joined by commas: ${parts.join(', ')}`)
    .option('--out <FILE>', 'where the profile goes; - for standard output (default, unless it is sent)')
    .option('--explain-collection', 'read the database, say what of it a profile would hold, and write none')
    .option('--dry-run', 'print the queries and send none');
  withReports(
    withSettings(
      withConfiguration(
        command(
          'compare',
          'judge two recorded profiles, offline',
          async () => (await import('../run-compare.ts')).runCompare,
        ),
      ),
      ['tolerance', 'fail-on', 'slack-webhook-url'],
    ),
  )
    .argument('<REFERENCE>', 'profile of production (or of the previous build)')
    .argument('<CANDIDATE>', 'profile of staging (or of the new build)')
    .option('--only <PARTS>', `only these parts, joined by commas: ${parts.join(', ')}`)
    .option('--at <INSTANT>', 'judge as of this ISO instant, to replay an earlier verdict (default: now)');
}
