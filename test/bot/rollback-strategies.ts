import type { AppState } from '../fake-github/app-state.ts';
import { commitOn, emptyGit, type GitState } from '../fake-github/git-state.ts';

const gitops = (file: string) =>
  `strategy: gitops-commit, repository: octo/config, file: ${file}, key: image.tag, watch: none`;
export const webhook = (url: string) => `strategy: webhook, url: "${url}", secret: "\${HOOK_SECRET}", watch: none`;

/** An environment for each way back but `deployment`; the operator lends HOOK and HOOK_SECRET. */
export const strategies = {
  flow: 'strategy: workflow-dispatch, workflow: deploy.yml, inputs: { sha: "{sha}", name: "Rollback {id}" }, watch: none',
  commit: gitops('commit.yaml'),
  pull: `${gitops('pull.yaml')}, pull-request: true`,
  hook: webhook(`\${HOOK}`),
} as const;

/** What the operator lends for the way back by a webhook. */
export const lentFor = (url: string) => {
  const variables = { HOOK: url, HOOK_SECRET: 'a secret of the tests only' };
  return { 'octo/shop': { variables, egress: [new URL(url).host] } };
};

/** Lets the configuration repository hold these releases, one after the other, and every run of a workflow succeed. */
export function keepReleases(state: AppState, releases: readonly string[]): GitState {
  const config = emptyGit();
  for (const [index, sha] of releases.entries()) {
    const text = `image:\n  tag: ${sha}\n`;
    const at = new Date(Date.now() - (600 - index) * 60_000);
    commitOn(config, 'main', { message: `Release ${sha}`, files: { 'commit.yaml': text, 'pull.yaml': text }, at });
  }
  state.elsewhere['octo/config'] = config;
  state.outcome = () => ({ status: 'completed', conclusion: 'success' });
  return config;
}

/** What the configuration repository holds now. */
export const filesOf = (config: GitState) =>
  config.trees.get(config.commits.get(config.refs.get('refs/heads/main') ?? '')?.tree ?? '');
