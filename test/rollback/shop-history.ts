import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { useAppGitHub } from '../bot/use-app-github.ts';
import type { AppState, KeptDeployment } from '../fake-github/app-state.ts';
import { commitOn, emptyGit, type Files } from '../fake-github/git-state.ts';
import type { AppGitHub } from '../fake-github/start-app-github.ts';
import { cliBundle } from '../process/run-cli.ts';
import { type Ran, runNode } from '../process/run-node.ts';

/** Ways to roll back, as they stand in a configuration. */
export const strategies = {
  deployment: 'strategy: deployment',
  'workflow-dispatch': `strategy: workflow-dispatch
      workflow: deploy.yml
      inputs: {sha: '{sha}', name: 'Rollback {id}'}`,
  'gitops-commit': `strategy: gitops-commit
      repository: octo/config
      file: shop/values.yaml
      key: image.tag`,
  'gitops-pull': `strategy: gitops-commit
      repository: octo/config
      file: shop/values.yaml
      key: image.tag
      pull-request: true`,
  webhook: `strategy: webhook
      url: WEBHOOK
      secret: \${HOOK_SECRET}`,
} as const;
export type StrategyName = keyof typeof strategies;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const values = (sha: string) => `# the shop\nimage:\n  name: shop\n  tag: ${sha} # moved by releases\n`;

export interface Shop {
  readonly github: AppGitHub;
  /** What is there, what was there, and what was before that. */
  readonly bad: string;
  readonly good: string;
  readonly older: string;
  readonly folder: string;
  /** Whether it asks another server than GitHub. */
  readonly sendsOut: boolean;
  /** Deploys a commit, as a release does. */
  readonly release: (sha: string, state?: string) => KeptDeployment;
  readonly cli: (...args: string[]) => Promise<Ran>;
  readonly env: Readonly<Record<string, string>>;
}

function releaser(state: AppState): Shop['release'] {
  return (sha, outcome = 'success') => {
    const made = state.deployments.length;
    const deployment = {
      id: 700 + made,
      sha,
      environment: 'production',
      task: 'deploy',
      payload: {},
      createdAt: minutesAgo(600 - made).toISOString(),
      statuses: [{ state: 'in_progress' }, { state: outcome }],
    };
    state.deployments.push(deployment);
    return deployment;
  };
}

/** A shop with three releases, the newest of which is bad; one strategy to get rid of it. */
export async function useShop(
  strategy: StrategyName,
  { watch = '0', webhook = '', more = '' }: { watch?: string; webhook?: string; more?: string } = {},
): Promise<Shop> {
  const github = await useAppGitHub();
  const { state } = github;
  const files: Record<string, string> = { 'shop.js': 'one\n' };
  const commit = (message: string, changes: Files, minutes: number) =>
    commitOn(state.git, 'main', {
      message,
      files: Object.assign(files, changes) && { ...files },
      at: minutesAgo(minutes),
    });
  const older = commit('First', {}, 900);
  const good = commit('Sell more', { 'shop.js': 'two\n' }, 800);
  const bad = commit(
    'Drop names `of` people',
    { 'shop.js': 'three\n', 'db/7.sql': 'ALTER TABLE people DROP COLUMN name;\n' },
    700,
  );
  const release = releaser(state);
  for (const sha of [older, good, bad]) release(sha);
  state.deploy = ({ statuses }) => statuses.push({ state: 'success' });
  state.outcome = () => ({ status: 'completed', conclusion: 'success' });
  state.roles['dana'] = 'maintain';
  const config = emptyGit();
  for (const [index, sha] of [older, good, bad].entries())
    commitOn(config, 'main', {
      message: `Release ${sha}`,
      files: { 'shop/values.yaml': values(sha) },
      at: minutesAgo(600 - index),
    });
  state.elsewhere['octo/config'] = config;

  const folder = mkdtempSync(join(tmpdir(), 'tollgate-rollback-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, '.github'));
  const chosen = strategies[strategy].replace('WEBHOOK', webhook);
  writeFileSync(
    join(folder, '.github/tollgate.yml'),
    `version: 1\nservice: shop\nenvironments:\n  production:\n    rollback:\n      ${chosen}\n      watch: ${watch === '0' ? 'none' : watch}\n${more}`,
  );
  const env = {
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: 'ghp_laptop',
    GITHUB_REPOSITORY: 'octo/shop',
    HOOK_SECRET: 'a secret of the tests only',
  };
  const cli = (...args: string[]) => runNode([cliBundle, 'rollback', ...args], { cwd: folder, env });
  return { github, bad, good, older, folder, sendsOut: strategy === 'webhook', release, cli, env };
}

/** What was asked of GitHub and changes something; how the App makes itself known changes nothing. */
export function writesOf(github: AppGitHub): string[] {
  return github.requests.filter(
    (one) => !/^apps\/|^\S+\/(get|list|compare)\b|-for-user|\/(get|list|compare)-/.test(one),
  );
}
