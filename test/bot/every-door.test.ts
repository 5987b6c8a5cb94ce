import { expect, it } from 'vitest';
import { decideForRun } from '../../bot/gate/decide-for-run.ts';
import { judgeChanges } from '../../bot/gitops/judge-changes.ts';
import { readApplications } from '../../bot/gitops/read-applications.ts';
import { keepGateRequest } from '../../bot/store/gate-requests.ts';
import { gate } from '../../src/commands/gate.ts';
import { worstDecision } from '../../src/gitops/judged-image.ts';
import { zipOf } from '../fixtures/zip.ts';
import { type Break, breakingClient, breaks } from './breaking-client.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { deployRun, good, honest, released, runWith, waiting } from './use-gate.ts';
import { applicationOf, tested, useGitops, values, valuesOf } from './use-gitops.ts';

/** What is no evidence against a release where it is not there: an environment without records, a commit without pull requests. */
const mayBeMissing: ReadonlyMap<string, readonly Break[]> = new Map([
  ['GET /repos/{owner}/{repo}/git/ref/{ref}', ['not-found']],
  ['GET /repos/{owner}/{repo}/git/matching-refs/{ref}', ['nothing']],
  ['GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', ['nothing']],
  ['GET /repos/{owner}/{repo}/issues', ['nothing']],
]);

describeOnEmbeddedStore('no door opens without evidence', (fresh) => {
  async function useDoors() {
    const staged = {
      id: 9,
      sha: released,
      environment: 'staging',
      task: 'deploy',
      payload: {},
      createdAt: '2026-11-01T00:00:00Z',
      statuses: [{ state: 'success', created_at: '2026-11-01T00:00:00Z' }],
    };
    const named = zipOf('tollgate-release.json', Buffer.from(JSON.stringify({ digest: tested })));
    const story = await useGitops(await fresh(), {
      deployments: [staged],
      runs: [deployRun({ named }), runWith(1, honest), runWith(2, good, { digest: tested })],
    });
    const required = 'required: [validation, release, digest, previous, drift]';
    story.configure(
      applicationOf().replace('patience: 1s', `patience: 1s\n      previousEnvironment: staging\n      ${required}`),
    );
    await story.propose({ [values]: valuesOf(`digest: ${tested}`) });
    const main = story.git.refs.get('refs/heads/main') ?? '';
    const head = story.git.refs.get('refs/heads/topic') ?? '';
    const breaking = breakingClient(story.github.url);
    const shop = { owner: 'octo', repo: 'shop' };
    const now = new Date();
    const events = { github: async () => breaking.client, now };
    const request = {
      repository: 'octo/shop',
      installationId: 5,
      runId: waiting,
      environment: 'production',
      sha: released,
    };
    const kept = await keepGateRequest(story.store, { ...request, askedAt: now });
    const doors = new Map<string, () => Promise<string>>([
      [
        'the command line',
        async () => {
          const repository = { client: breaking.client, ...shop };
          const asked = {
            environment: 'production',
            sha: released,
            digest: tested,
            service: null,
            run: null,
            config: undefined,
          };
          return (await gate({ ...asked, repository, app: 'tollgate[bot]', onLack: () => {}, now })).decision;
        },
      ],
      [
        'the protection rule',
        async () => {
          const decided = await decideForRun({ ...story.event(), ...events, repository: shop }, kept);
          return decided.kind === 'decided' ? decided.answer.decision : decided.kind;
        },
      ],
      [
        'the configuration repository',
        async () => {
          const event = { ...story.event(), ...events, repository: story.repository };
          const read = await readApplications(breaking.client, { ...story.repository, now });
          const judged = await judgeChanges(event, read, {
            base: main,
            head,
            pull: { number: 40, author: 'ann' },
            askedAt: now,
          });
          // A check without an image is green too: the image must not get lost on the way. Where there is no configuration no check is written.
          return judged.kind === 'judged' ? worstDecision(judged.images) : judged.kind;
        },
      ],
    ]);
    return { ...story, breaking, doors };
  }

  it('by whatever GitHub does not answer, alone and in pairs', async () => {
    const { doors, breaking, state } = await useDoors();
    // So that the command line knows the App by what it wrote.
    state.checks.push({
      id: 1,
      name: 'tollgate',
      headSha: released,
      status: 'completed',
      conclusion: 'success',
      title: null,
      summary: null,
      note: null,
      annotations: [],
    });
    let cases = 0;
    for (const [door, ask] of doors) {
      breaking.break(new Map());
      expect(await ask(), door).toBe('allow');
      const routes = breaking.routes();
      expect(routes.length, door).toBeGreaterThan(8);
      const outcome = async (broken: readonly (readonly [string, Break])[]) => {
        breaking.break(new Map(broken));
        cases += 1;
        return ask().catch(() => 'threw');
      };
      const closed: [string, Break][] = [];
      for (const route of routes) {
        for (const how of breaks) {
          if (mayBeMissing.get(route)?.includes(how) === true) continue;
          const found = await outcome([[route, how]]);
          expect(found, `${door}: ${route} ${how}`).not.toBe('allow');
          closed.push([route, how]);
        }
      }
      expect(new Set(closed.map(([route]) => route)).size, door).toBeGreaterThan(8);
      // Every door gathers alike; in pairs the one with all that is read of GitHub, and the one with most of its own, are enough.
      if (door === 'the protection rule') continue;
      const needed = [...new Set(closed.map(([route]) => route))];
      for (const [index, one] of needed.entries()) {
        for (const other of needed.slice(index + 1)) {
          const pair = await outcome([
            [one, 'broken'],
            [other, 'garbage'],
          ]);
          expect(pair, `${door}: ${one}, ${other}`).not.toBe('allow');
        }
      }
    }
    expect(cases).toBeGreaterThan(200);
  }, 120_000);

  it('by what only the store knows', async () => {
    const { doors, store } = await useDoors();
    const ask = doors.get('the configuration repository');
    await store.query('UPDATE validations SET digest = NULL');
    expect(await ask?.()).toBe('deny');
    await store.query('DROP TABLE validations');
    await expect(ask?.()).rejects.toThrow('validations');
    expect(await doors.get('the protection rule')?.()).toBe('wait');
  });
});
