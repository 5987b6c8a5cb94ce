import { expect, it } from 'vitest';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { closedAddress } from './closed-address.ts';
import { runAction } from './run-action.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();

it('a canary in a job is on record from when it looks until it ends, and not for settings that are wrong', async () => {
  const github = await useAppGitHub();
  const workplace = newWorkplace();
  const metrics = await closedAddress();
  const step = (further: readonly string[]) =>
    runAction(workplace, {
      inputs: {
        command: 'canary run',
        environment: 'production',
        'github-token': 'ghs_job',
        arguments: ['--from', '2026-11-20T12:00:00Z', '--to', '2026-11-20T12:40:00Z', ...further].join('\n'),
      },
      env: { GITHUB_API_URL: github.url },
    });
  const sides = [`--canary-metrics=${metrics}`, '--canary-selector=track=canary', '--baseline-selector=track=stable'];

  const wrong = await step([...sides, '--from', '2026-11-20T12:39:50Z']);
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('wanted at least one look of 30 s') });
  expect(github.requests).toEqual([]);

  const silent = await step(sides);
  expect(silent).toMatchObject({
    code: 1,
    outputs: { decision: 'inconclusive', 'reason-code': 'provider-unreachable' },
  });
  const { commits, refs } = github.state.git;
  const [record, ...others] = [...refs].filter(([ref]) => ref.startsWith('refs/tollgate/canary'));
  expect(others).toEqual([]);
  const end = commits.get(record?.[1] ?? '');
  const begin = commits.get(end?.parents[0] ?? '');
  expect(JSON.parse(begin?.message ?? '{}')).toMatchObject({ entry: { action: 'begin' } });
  expect(JSON.parse(end?.message ?? '{}')).toMatchObject({
    entry: { action: 'end', reasonCode: 'provider-unreachable' },
  });
});
