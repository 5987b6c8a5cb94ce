import { onGatePullDue } from '../../bot/events/gate-pull.ts';
import { onPullRequest } from '../../bot/events/pull-request.ts';
import type { StoreSettings } from '../../bot/settings.ts';
import { dueGatePulls } from '../../bot/store/gate-pulls.ts';
import { keepVerdict } from '../../bot/store/validations.ts';
import type { AppState } from '../fake-github/app-state.ts';
import { commitOn, emptyGit, type Files } from '../fake-github/git-state.ts';
import { useEvents } from './use-events.ts';
import { gateConfiguration, gateState, good, head, released } from './use-gate.ts';

export const tested = `sha256:${'1'.repeat(64)}`;
export const unknown = `sha256:${'2'.repeat(64)}`;
export const values = 'apps/shop/production/values.yaml';
const day = 86_400_000;

/** The values of a chart that deploy an image. */
export const valuesOf = (image: string) => `image: { repository: ghcr.io/octo/shop, ${image} }\nreplicas: 2\n`;

/** An application whose images stand in another repository, with what a test adds to its environment of production. */
export function applicationOf(...environment: readonly string[]): string {
  const gitops = [
    'gitops:',
    '  - { repository: octo/config, paths: [apps/shop/production], others: [docker.io/library/nginx] }',
    ...environment,
  ];
  return gateConfiguration().replace('    gate:\n', `${gitops.map((line) => `    ${line}\n`).join('')}    gate:\n`);
}

/** A configuration repository of an application whose newest build was tested, as it is deployed now. */
export async function useGitops(store: StoreSettings, given: Partial<AppState> = {}) {
  const git = emptyGit();
  const base: Files = {
    '.github/tollgate.yml': 'version: 1\ngitops: { applications: [octo/shop] }\n',
    [values]: valuesOf(`digest: sha256:${'0'.repeat(64)}`),
    'README.md': 'what runs',
  };
  commitOn(git, 'main', { message: 'main', files: base });
  const state = gateState({ elsewhere: { 'octo/config': git }, ...given });
  const configure = (text: string) => Object.assign(state.contents[head] ?? {}, { '.github/tollgate.yml': text });
  configure(applicationOf());
  const events = await useEvents(store, state);
  const repository = { owner: 'octo', repo: 'config' };
  const learn = async (digest: string, sha = released, runId = 2) => {
    const release = { sha, digest, ref: 'refs/heads/main', runId: String(runId) };
    const verdict = { ...good, generatedAt: new Date().toISOString(), subject: { ...good.subject, release } };
    await keepVerdict(events.store, { repository: 'octo/shop', verdict, runId, link: null });
  };
  await learn(tested);
  let now = Date.now();
  const check = () => {
    const last = state.checks.findLast(({ name }) => name === 'tollgate/gate');
    return last === undefined ? 'none' : `${last.conclusion ?? last.status}: ${last.title}\n${last.summary}`;
  };
  const payload = { number: 40, installation: { id: 5 } };
  const tell = async (action: string) => {
    const pull = {
      head: { sha: git.refs.get(`refs/heads/${state.pulls[0]?.head}`) ?? '' },
      merged: false,
      user: { login: 'ann' },
    };
    const body = { ...payload, pull_request: { ...pull, head: { ...pull.head, ref: 'topic', repo: null } } };
    await onPullRequest(events.event({ repository, action, payload: body, now: new Date(now) }));
    return check();
  };
  return {
    ...events,
    state,
    git,
    base,
    repository,
    configure,
    learn,
    check,
    tell,
    /** Opens the pull request with these files changed, or pushes to it, and gives its check. */
    propose: async (files: Files, author = 'ann', branch = 'topic') => {
      git.refs.set(`refs/heads/${branch}`, git.refs.get('refs/heads/main') ?? '');
      commitOn(git, branch, { message: `change ${state.checks.length}`, files: { ...base, ...files } });
      const isOpen = state.pulls.some((pull) => pull.head === branch && pull.state === 'open');
      if (!isOpen) {
        const words = { base: 'main', title: '', body: '', mergedAt: null, repository: 'octo/config' } as const;
        state.pulls.splice(0, state.pulls.length, { ...words, number: 40, head: branch, state: 'open', author });
      }
      return tell(isOpen ? 'synchronize' : 'opened');
    },
    /** What is due by now, or after a while, is judged again. */
    later: async (milliseconds = 0) => {
      now += milliseconds;
      for (const { id } of await dueGatePulls(events.store, new Date(now))) {
        await onGatePullDue(events.event({ repository, payload: { pull: id }, now: new Date(now) }));
      }
      return check();
    },
    days: (count: number) => count * day,
  };
}
