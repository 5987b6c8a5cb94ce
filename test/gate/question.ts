import type { GateQuestion } from '../../src/gate/gate-question.ts';
import type { GateInputs, VerdictFact } from '../../src/model/gate/gate-facts.ts';
import { lacking, type Present } from '../../src/model/gate/gate-input.ts';
import type { GateRules } from '../../src/model/gate/gate-rules.ts';
import { requirable } from '../../src/model/gate/gate-rules.ts';

export const now = new Date('2026-11-18T12:00:00.000Z');
export const sha = 'a'.repeat(40);
export const otherSha = 'b'.repeat(40);
export const digest = `sha256:${'1'.repeat(64)}`;
export const link = { label: 'run 1', url: 'https://github.com/octo/shop/actions/runs/1' };

export const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();

export function present<Value>(value: Value, at = hoursAgo(0)): Present<Value> {
  return { kind: 'present', value, at, links: [link] };
}

export function verdict(question: VerdictFact['question'], given: Partial<VerdictFact> = {}): VerdictFact {
  return { question, decision: 'pass', next: 'stop', service: 'shop', sha, digest, blocking: [], ...given };
}

export const rules: GateRules = {
  required: [...requirable],
  validation: { freshSeconds: 26 * 3600, voidSeconds: 72 * 3600 },
  releaseSeconds: 14 * 86_400,
  canarySeconds: 7 * 86_400,
  previousEnvironment: 'staging',
  deployers: ['github-actions[bot]'],
  soak: { seconds: 86_400, days: 'all', timezone: 'Europe/Berlin' },
  freezes: [
    {
      kind: 'weekly',
      from: { day: 'fri', hour: 16, minute: 0 },
      to: { day: 'mon', hour: 8, minute: 0 },
      timezone: 'Europe/Berlin',
      reason: 'nobody is here at the weekend',
    },
  ],
  patienceSeconds: 3600,
};

/** Everything that speaks for the release. */
export const inputs: GateInputs = {
  validation: present(verdict('fidelity'), hoursAgo(5)),
  release: present(verdict('release'), hoursAgo(4)),
  canary: present(verdict('canary'), hoursAgo(3)),
  previous: present({ environment: 'staging', sha, since: hoursAgo(30) }),
  drift: present([]),
  locks: present([]),
  freezes: present([]),
  badShas: present([]),
  rollbacks: present([]),
  override: lacking('absent', 'nobody did'),
};

/** A release for which everything speaks, with changes. */
export function question(given: Partial<GateInputs> = {}, more: Partial<GateQuestion> = {}): GateQuestion {
  return {
    request: {
      service: 'shop',
      environment: 'production',
      sha,
      digest,
      runId: '77',
      runEvent: 'workflow_dispatch',
      pullRequests: [12],
      askedAt: now.toISOString(),
    },
    inputs: { ...inputs, ...given },
    rules,
    now,
    ...more,
  };
}
