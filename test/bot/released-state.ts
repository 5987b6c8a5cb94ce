import { commitOn } from '../fake-github/git-state.ts';
import { configuration, storyState } from './use-commands.ts';

const minute = 60_000;

/** Three releases of which the newest is bad; commits of their own, beside the configuration. */
export function releasedState(rollback = 'strategy: deployment, watch: none', more = '') {
  return releasedPlaces({ production: rollback }, more);
}

/** The same in several environments, each with its own way back. */
export function releasedPlaces(rollbacks: Readonly<Record<string, string>>, more = '') {
  const places = Object.entries(rollbacks).map(([name, rollback]) => `  ${name}: { rollback: { ${rollback} } }`);
  const text = `${configuration.replace('  production: {}', places.join('\n'))}\n${more}`;
  const state = storyState({ installations: { 5: ['octo/shop'] } }, text);
  const [older = '', good = '', bad = ''] = ['one', 'two', 'three'].map((words) =>
    commitOn(state.git, 'releases', { message: words, files: { 'shop.js': words } }),
  );
  const release = (sha: string, environment = 'production') => {
    const id = 700 + state.deployments.length;
    const createdAt = new Date(Date.now() - 600 * minute + id).toISOString();
    const statuses = [{ state: 'success' }];
    state.deployments.push({ id, sha, environment, task: 'deploy', payload: {}, createdAt, statuses });
  };
  for (const environment of Object.keys(rollbacks)) for (const sha of [older, good, bad]) release(sha, environment);
  state.deploy = ({ statuses }) => statuses.push({ state: 'success' });
  const before = state.deployments.length;
  return {
    state,
    older,
    good,
    bad,
    head: state.head,
    release,
    deployed: () => state.deployments.slice(before).map(({ sha }) => sha),
  };
}
