import { describe, expect, it } from 'vitest';
import { trustedRollbacks } from '../../src/gather/trusted-rollbacks.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { deployRun, waiting } from '../bot/use-gate.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { sha as old, present, question } from '../gate/question.ts';
import { repositoryOn } from '../github/use-repository.ts';

const fact = {
  id: 'r1',
  runIds: [String(waiting)],
  byDeployment: false,
  sha: 'd'.repeat(40),
  target: old,
  environment: 'production',
  by: 'oda',
};
const deployment = { id: 9, sha: old, environment: 'production', task: 'deploy', payload: {} };

async function left(
  startedBy: string | undefined,
  given: Partial<typeof fact> | { runIds: null } = {},
  served: boolean | string = true,
) {
  const run = startedBy === undefined ? deployRun() : deployRun({ startedBy });
  const statuses = [{ state: served === false ? 'failure' : 'success' }];
  const by = typeof served === 'string' ? { creator: served } : {};
  const deployments = [{ ...deployment, ...by, createdAt: '2026-11-01T00:00:00Z', statuses }];
  const github = evidencePort(repositoryOn(await useAppGitHub({ ...emptyState(), runs: [run], deployments })));
  const request = { ...question().request, runId: String(waiting) };
  const overriders = ['oda'];
  const starters = {
    app: 'tollgate[bot]',
    deployers: ['github-actions[bot]'],
    may: async (login: string, access: string) => access === 'release' || overriders.includes(login),
  };
  const read = await trustedRollbacks(github, { request, starters }, present([{ ...fact, ...given }]));
  return read.kind === 'present' ? read.value.length : read.kind;
}

describe('the rollbacks that a gate lets through', () => {
  it.each([
    { name: 'the App’s, which has looked at everything', by: 'tollgate[bot]', served: false, count: 1 },
    { name: 'somebody’s who may override, and who started the run', by: 'oda', count: 1 },
    {
      name: 'by a deployment: of whoever may roll back',
      by: 'ann',
      given: { by: 'ann', byDeployment: true },
      count: 1,
    },
    {
      name: 'none of somebody who may not override: the run decides what it deploys',
      by: 'ann',
      given: { by: 'ann' },
      count: 0,
    },
    { name: 'none in somebody else’s name', by: 'ann', count: 0 },
    { name: 'none to what never served there', by: 'oda', served: false, count: 0 },
    { name: 'none to what only he himself says has served', by: 'oda', served: 'oda', count: 0 },
    { name: 'none of another environment', by: 'oda', given: { environment: 'staging' }, count: 0 },
    { name: 'none where GitHub does not say who started the run', by: undefined, count: 0 },
    { name: 'what is only waited for', by: 'mallory', given: { runIds: null }, count: 1 },
  ])('are $name', async ({ by, given, served, count }) => {
    expect(await left(by, given, served)).toBe(count);
  });
});
