import { commitOn } from '../fake-github/git-state.ts';
import { configuration, storyState } from './use-commands.ts';

const minute = 60_000;

/** Three releases of production of which the newest is bad; commits of their own, beside the configuration. */
export function releasedState(rollback = 'strategy: deployment, watch: none') {
  const text = configuration.replace('  production: {}', `  production: { rollback: { ${rollback} } }`);
  const state = storyState({ installations: { 5: ['octo/shop'] } }, text);
  const [older = '', good = '', bad = ''] = ['one', 'two', 'three'].map((words) =>
    commitOn(state.git, 'releases', { message: words, files: { 'shop.js': words } }),
  );
  const release = (sha: string) => {
    const id = 700 + state.deployments.length;
    const createdAt = new Date(Date.now() - 600 * minute + id).toISOString();
    const statuses = [{ state: 'success' }];
    state.deployments.push({ id, sha, environment: 'production', task: 'deploy', payload: {}, createdAt, statuses });
  };
  for (const sha of [older, good, bad]) release(sha);
  state.deploy = ({ statuses }) => statuses.push({ state: 'success' });
  return {
    state,
    older,
    good,
    bad,
    head: state.head,
    release,
    deployed: () => state.deployments.slice(3).map(({ sha }) => sha),
  };
}
