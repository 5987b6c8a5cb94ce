import { Option } from 'commander';
import { canaryOptions } from '../../commands/canary/run/canary-options.ts';
import { failOnChoices } from '../../commands/exit-code.ts';
import type { Registrar } from '../registrar.ts';
import { withConfiguration, withForms } from '../shared-options.ts';

/** The canary against its baseline, at the same time. */
export function describeCanary({ group, command }: Registrar): void {
  group('canary', 'judge a canary against its baseline while it runs');
  const run = withForms(
    withConfiguration(
      command(
        'canary run',
        'read a canary and its baseline look by look, and stop as soon as the verdict is certain',
        async () => (await import('../run-canary-run.ts')).runCanaryRun,
      ),
    ),
  );
  for (const { name, placeholder, description } of canaryOptions) run.option(`--${name} <${placeholder}>`, description);
  run
    .option('--watch', 'judge from now on (or from --from on) as looks close, with progress on standard error')
    .option('--from <INSTANT>', 'start of the first look, ISO 8601')
    .option('--to <INSTANT>', 'end of a past window, ISO 8601: judge it as it would have been judged then')
    .option('--evidence <FILE>', 'where what was read goes, for `canary judge`', 'tollgate-canary.json')
    .option('--digest <DIGEST>', 'image digest of the canary, for the report')
    .option('--sha <SHA>', 'commit of the canary, for the report')
    .addOption(new Option('--fail-on <WHICH>', 'verdict from which on it fails').choices([...failOnChoices]))
    .option('--slack-webhook-url <URL>', 'Slack incoming webhook that is told the verdict')
    .option('--trace', 'report both scores of every metric look by look (the page always has them)')
    .option('--environment <NAME>', 'let it be seen and aborted by `/canary` in this environment; takes a token')
    .option('--token <TOKEN>', 'token of GitHub (default: GITHUB_TOKEN, GH_TOKEN)')
    .option('--repository <OWNER/NAME>', 'repository that keeps the record (default: GITHUB_REPOSITORY)')
    .option('--dry-run', 'print the queries and send none');
  withForms(
    command(
      'canary judge',
      'judge recorded rows of a canary and its baseline, offline',
      async () => (await import('../run-canary-judge.ts')).runCanaryJudge,
    ),
  )
    .argument('<FILE>', 'tollgate.canary/1 file: paired rows, one per interval')
    .option('--partial', 'the rollout goes on: where undecided, say “continue” and how much more it takes')
    .option('--trace', 'report both scores of every metric look by look (the page always has them)');
}
