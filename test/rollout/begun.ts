import type { RollbackEntry } from '../../src/rollout/rollback-entry.ts';

export const at = '2026-11-18T12:00:00.000Z';
export const [old, head] = ['a'.repeat(40), 'b'.repeat(40)];
export const version = { id: '1', sha: old, image: null };

/** The beginning of a rollback’s record. */
export function begun(
  strategy: 'deployment' | 'workflow-dispatch' | 'webhook' | 'gitops-commit',
  to = version,
): RollbackEntry {
  return {
    event: 'begun',
    at,
    plan: {
      id: '00000000-0000-4000-8000-000000000001',
      environment: 'production',
      service: 'shop',
      strategy,
      from: { ...version, sha: head },
      to,
      by: 'oda',
      reason: '',
      origin: 'cli',
      issue: null,
      forced: false,
      marksBad: true,
      reverts: false,
      watchSeconds: 0,
      evidence: [],
    },
  };
}
