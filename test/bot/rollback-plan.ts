import type { RollbackPlan } from '../../src/rollout/rollback-entry.ts';

const nowhere = { id: '0', sha: null, image: null };

/** A rollback of production as its record has it; where from and where to is for each story. */
export const rollbackPlan: RollbackPlan = {
  id: '00000000-0000-4000-8000-000000000001',
  environment: 'production',
  service: 'shop',
  strategy: 'gitops-commit',
  from: nowhere,
  to: nowhere,
  by: 'oda',
  reason: '',
  origin: 'comment',
  issue: null,
  forced: false,
  marksBad: true,
  reverts: false,
  watchSeconds: 0,
  evidence: [],
};
