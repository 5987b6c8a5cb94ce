import type { Answering } from '../answering.ts';

/** Where the App is installed. One token serves for every installation here, so all of them list all repositories. */
export const installationOperations: readonly (readonly [string, Answering])[] = [
  [
    'apps/list-installations',
    ({ state }) => ({
      status: 200,
      body: Object.keys(state.installations).map((id) => ({ id: Number(id), suspended_at: null })),
    }),
  ],
  [
    'apps/list-repos-accessible-to-installation',
    ({ state }) => {
      const names = Object.values(state.installations).flat();
      const repositories = names.map((name) => {
        const [owner, repo] = name.split('/');
        return { name: repo, full_name: name, owner: { login: owner }, archived: false, default_branch: 'main' };
      });
      return { status: 200, body: { total_count: names.length, repositories } };
    },
  ],
  ['repos/get', ({ path }) => ({ status: 200, body: { name: path['repo'], default_branch: 'main' } })],
];
