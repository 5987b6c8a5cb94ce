import { expect, it } from 'vitest';
import type { WorkflowRun } from '../../src/model/ports/evidence.ts';
import { whyNotTrusted } from '../../src/provenance/trusted-run.ts';

const trust = { workflow: '.github/workflows/staging-validation.yml', defaultBranch: 'main' };
const trusted: WorkflowRun = {
  id: 1,
  path: '.github/workflows/staging-validation.yml',
  event: 'schedule',
  headBranch: 'main',
  headSha: 'a'.repeat(40),
  headRepository: 'octo/shop',
  repository: 'octo/shop',
  url: 'https://github.com/octo/shop/actions/runs/1',
  hasEnded: true,
  conclusion: 'success',
  startedBy: 'ann',
};

it.each([
  {},
  { event: 'push' },
  { event: 'workflow_dispatch' },
  { headRepository: 'Octo/Shop' },
  { path: '.github/workflows/staging-validation.yml@refs/heads/main' },
])('believes the configured workflow on the default branch: %o', (given) => {
  expect(whyNotTrusted({ ...trusted, ...given }, trust)).toBeNull();
});

it.each<Partial<WorkflowRun>>([
  { event: 'pull_request' },
  { event: 'pull_request_target' },
  { event: 'workflow_run' },
  { event: 'repository_dispatch' },
  { event: '' },
  { headRepository: 'mallory/shop' },
  { headRepository: null },
  { headBranch: 'topic' },
  { headBranch: 'refs/heads/main' },
  { headBranch: 'Main' },
  { headBranch: null },
  { path: '.github/workflows/other.yml' },
  { path: '.github/workflows/other.yml@.github/workflows/staging-validation.yml' },
  { path: 'x/.github/workflows/staging-validation.yml' },
  { path: '' },
])('believes nothing of another workflow, event, branch or repository: %o', (given) => {
  expect(whyNotTrusted({ ...trusted, ...given }, trust)).toMatch(/^it (ran|was started by)/);
});
