import { describe, expect, it } from 'vitest';
import { attemptWith } from '../../src/gather/attempt.ts';
import { readDrift } from '../../src/gather/read-drift.ts';
import { readPrevious } from '../../src/gather/read-previous.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { type AppState, emptyState, type KeptDeployment } from '../fake-github/app-state.ts';
import { now, otherSha, sha } from '../gate/question.ts';
import { repositoryOn } from '../github/use-repository.ts';

const portOn = async (state: Partial<AppState>) =>
  evidencePort(repositoryOn(await useAppGitHub({ ...emptyState(), ...state })));

describe('drift issues', () => {
  const body = '<!-- tollgate:drift:0123456789ab:p95%3Ablock%3A2 -->\ntext';
  const issue = { number: 3, title: 'p95', state: 'open', labels: ['tollgate:drift'], comments: [] };
  const own = { ...issue, author: 'tollgate[bot]', body };
  const check = {
    id: 1,
    name: 'tollgate',
    headSha: sha,
    status: 'completed',
    conclusion: 'success',
    title: null,
    summary: null,
    note: null,
    annotations: [],
  };
  const read = async (state: Partial<AppState>, app = 'tollgate[bot]', isSure = false) =>
    readDrift(await portOn(state), { app, isSure, isRequired: true, sha, now });

  it('of the App are read, and of nobody else', async () => {
    expect(await read({ issues: [own] })).toMatchObject({ kind: 'present', value: [{ number: 3, isBlocking: true }] });
    const forged = { ...own, number: 4, author: 'mallory' };
    expect(await read({ issues: [{ ...own, state: 'closed' }, forged] })).toMatchObject({ kind: 'present', value: [] });
  });

  it('of an account that was never seen say nothing', async () => {
    const unseen = { kind: 'absent', reason: expect.stringContaining('nothing by tolgate[bot] was ever seen here') };
    expect(await read({ issues: [own], checks: [check] }, 'tolgate[bot]')).toMatchObject(unseen);
    expect(await read({})).toMatchObject({ kind: 'absent' });
    expect(await read({}, '')).toMatchObject({ kind: 'absent' });
    expect(await read({ checks: [check] })).toMatchObject({ kind: 'present', value: [] });
    expect(await read({}, 'tollgate[bot]', true)).toMatchObject({ kind: 'present', value: [] });
  });
});

describe('the environment before this one', () => {
  const deployment = (given: Partial<KeptDeployment> & { by?: string } = {}): KeptDeployment => ({
    id: 1,
    sha,
    environment: 'staging',
    task: 'deploy',
    payload: {},
    createdAt: '2026-11-01T00:00:00Z',
    statuses: [
      {
        state: 'success',
        created_at: '2026-11-01T00:00:00Z',
        ...(given.by === undefined ? {} : { creator: given.by }),
      },
    ],
    ...given,
  });
  const read = async (deployments: KeptDeployment[], deployers = ['github-actions[bot]']) =>
    readPrevious(await portOn({ deployments }), { environment: 'staging', sha, deployers, now });

  it.each<{ name: string; given: KeptDeployment[]; deployers?: string[]; words: string | null }>([
    { name: 'counts where a workflow deployed the commit', given: [deployment()], words: null },
    {
      name: 'does not by a deployment that somebody made himself',
      given: [deployment({ creator: 'mallory' })],
      words: 'those of mallory do not count',
    },
    {
      name: 'does not where somebody calls a workflow’s deployment a success',
      given: [deployment({ by: 'mallory' })],
      words: 'those of mallory do not count',
    },
    {
      name: 'counts for those whom the configuration names',
      given: [deployment({ creator: 'argo[bot]', by: 'Argo[bot]' })],
      deployers: ['argo[bot]'],
      words: null,
    },
    {
      name: 'does not where anybody has deployed something else since',
      given: [deployment(), deployment({ id: 2, sha: otherSha, creator: 'mallory' })],
      words: 'runs commit bbbbbbbbbbbb',
    },
  ])('$name', async ({ given, deployers, words }) => {
    const previous = await read(given, deployers);
    if (words === null)
      expect(previous).toMatchObject({ kind: 'present', value: { since: '2026-11-01T00:00:00.000Z' } });
    else expect(previous).toMatchObject({ kind: 'absent', reason: expect.stringContaining(words) });
  });
});

describe('what cannot be read', () => {
  it('is said in words that tell nothing of the inside, and whole to the log', async () => {
    const told: unknown[] = [];
    const attempt = attemptWith((input, error) => told.push([input, error]));
    const inside = new Error('connect ECONNREFUSED 10.0.3.4:5432');
    const outside = new ProviderError('server-error', 'GitHub answered 502 to GET /repos: at 10.0.3.4', {
      brief: 'GitHub answered 502',
    });
    const read = (error: Error) =>
      attempt('locks', async () => {
        throw error;
      });
    expect(await read(inside)).toMatchObject({
      kind: 'unreachable',
      reason: 'something went wrong inside; the log says more',
    });
    expect(await read(outside)).toMatchObject({ reason: 'GitHub answered 502; the log says more' });
    expect(told).toEqual([
      ['locks', inside],
      ['locks', outside],
    ]);
  });
});
