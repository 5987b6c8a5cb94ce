import type { Registrar } from '../registrar.ts';
import { withForms } from '../shared-options.ts';

/** The canary against its baseline, at the same time. */
export function describeCanary({ group, command }: Registrar): void {
  group('canary', 'judge a canary against its baseline while it runs');
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
