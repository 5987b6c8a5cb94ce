import { describe, expect, it } from 'vitest';
import { guardFor } from '../../src/incidents/guards/guard-for.ts';
import { IncidentIndex } from '../../src/incidents/incident-index.ts';
import { guardHash } from '../../src/incidents/is-proven.ts';
import { guardsOf } from '../../src/incidents/run/guards-of.ts';
import { plannedSeconds } from '../../src/incidents/run/planned-seconds.ts';
import { decide } from '../../src/judge/decide.ts';
import { judgeGuards } from '../../src/judge/incidents/judge-guards.ts';
import { verdictOf } from '../../src/judge/verdict-of.ts';
import type { Severity } from '../../src/model/finding.ts';
import type { GuardRun } from '../../src/model/sections/guards.ts';
import { markdown } from '../../src/report/markdown.ts';
import { incidentOf, noTraffic } from './guards/incident.ts';

const text = '# the guard';
const side = (outcome: string) => ({ outcome, target: 'x', why: '' });
const proof = { at: '2026-11-19T12:00:00Z', guardHash: guardHash(text), bad: side('failed'), good: side('passed') };
const entry = {
  id: '42',
  link: null,
  class: 'dns',
  service: 'shop',
  date: null,
  dimensions: ['network'],
  guard: { kind: 'dns', file: 'shop-dns.yml' },
  proof,
  status: 'active',
};

function guards(changes: readonly object[], file: string | null = text) {
  const incidents = changes.map((change, index) => ({ ...entry, id: String(42 + index), ...change }));
  return guardsOf(IncidentIndex.parse({ schema: 'tollgate.incidents/1', incidents }), {
    textOf: () => file,
    hashOf: guardHash,
  });
}

function judged(
  change: object,
  run: GuardRun,
  { file = text, severity = 'warn' }: { file?: string | null; severity?: Severity } = {},
) {
  const ran = guards([change], file).map((guard) => ({ ...guard, incidents: [...guard.incidents], run }));
  const [finding] = judgeGuards({ guards: ran, unguarded: [] }, { service: 'shop', severity });
  if (finding === undefined) throw new Error('no guard');
  return { finding, decision: decide([finding], 'fidelity').decision };
}

const looked = (outcome: 'passed' | 'failed' | 'unmeasured' | 'unreachable'): GuardRun => ({
  ran: true,
  target: '192.0.2.1',
  outcome: { outcome, why: 'as seen' },
});
const tooLong: GuardRun = { ran: false, reason: 'guard-too-long', why: 'hours' };

describe('the run of a guard', () => {
  it.each<[string, { change?: object; run: GuardRun; file?: string | null; expected: string }]>([
    ['proven, passed', { run: looked('passed'), expected: 'match warn guard-passed pass' }],
    ['proven, failed', { run: looked('failed'), expected: 'diverged warn guard-failed fail' }],
    [
      'proven, says nothing',
      { run: looked('unmeasured'), expected: 'unmeasured warn guard-not-measured inconclusive' },
    ],
    ['proven, nobody answers', { run: looked('unreachable'), expected: 'error warn unreachable inconclusive' }],
    ['proven, too long', { run: tooLong, expected: 'unmeasured warn guard-too-long inconclusive' }],
    [
      'never proven, passed',
      { change: { proof: null }, run: looked('passed'), expected: 'unmeasured observe guard-unproven inconclusive' },
    ],
    [
      'changed since, passed',
      { file: '# another', run: looked('passed'), expected: 'unmeasured observe guard-unproven inconclusive' },
    ],
    [
      'never proven, failed',
      { change: { proof: null }, run: looked('failed'), expected: 'unmeasured observe guard-unproven inconclusive' },
    ],
  ])('%s', (_, { change = {}, run, file, expected }) => {
    const { finding, decision } = judged(change, run, file === undefined ? {} : { file });
    expect([finding.status, finding.severity, finding.reasonCode, decision].join(' ')).toBe(expected);
    expect(finding.message).toContain('incident 42');
  });

  it('has the severity that is configured, and an unproven one none', () => {
    const of = (change: object, severity: Severity) => judged(change, looked('failed'), { severity }).finding;
    expect([of({}, 'observe'), of({}, 'block')].map(({ severity, required }) => [severity, required])).toEqual([
      ['observe', false],
      ['block', true],
    ]);
    expect(of({ proof: null }, 'block')).toMatchObject({ severity: 'observe', required: false });
    expect(of({}, 'block').fingerprint).toBe(of({ proof: null }, 'warn').fingerprint);
  });

  it('says why a guard is unproven', () => {
    const why = (change: object, file = text) => guards([change], file)[0]?.unproven;
    expect(why({})).toBeNull();
    expect(why({ proof: null })).toBe('never proven');
    expect(why({}, '# another')).toBe('its file has changed since it was proven');
    expect(why({ proof: { ...proof, good: side('failed') } })).toBe('its proof failed');
  });

  it('runs a guard once for all incidents that share it, and skips it only where all do', () => {
    const [shared, ...more] = guards([{ proof: null, status: 'skipped' }, {}]);
    expect([shared?.incidents.map(({ id }) => id), shared?.unproven, shared?.isSkipped]).toEqual([
      ['42', '43'],
      null,
      false,
    ]);
    expect(more).toEqual([]);
    expect(guards([{ status: 'skipped' }])[0]?.isSkipped).toBe(true);
    expect(guards([{ guard: null }])).toEqual([]);
  });

  it('does not make a run inconclusive for ever by what is left out on purpose', () => {
    const passed = judged({}, looked('passed')).finding;
    const left = judged({}, tooLong).finding;
    const unguarded = judgeGuards({ guards: [], unguarded: [entry] }, { service: 'shop', severity: 'warn' });
    expect(decide([passed, left, ...unguarded], 'fidelity').decision).toBe('pass');
    expect(decide([passed, judged({}, looked('unmeasured')).finding], 'fidelity').decision).toBe('inconclusive');
  });

  it('shows each guard in the report, what a stranger wrote as text only', () => {
    const run: GuardRun = { ran: false, reason: 'no-k6', why: 'no |k6| <b>here</b>' };
    const { finding } = judged({ proof: null }, run);
    const at = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:00:00Z' };
    const windows = {
      reference: { environment: 'production', ...at },
      candidate: { environment: 'staging', ...at },
    };
    const subject = { service: 'shop', region: null, release: null };
    const verdict = verdictOf(
      { question: 'fidelity', subject, windows, findings: [finding], remarks: [] },
      { tool: { name: 'tollgate', version: '1' }, command: 'incident run', generatedAt: at.to, configHash: 'x' },
    );
    expect(markdown(verdict)).toContain(
      '| <code>shop-dns.yml</code> | not run | incident 42: not run: no &#124;k6&#124; &#60;b&#62;here&#60;/b&#62;; unproven: never proven |',
    );
  });
});

describe('plannedSeconds', () => {
  it('knows every script that is generated', () => {
    const secondsOf = (facts: Parameters<typeof guardFor>[0]) => {
      const guard = guardFor(facts, noTraffic);
      return guard?.kind === 'k6' ? plannedSeconds(guard.files[0].text) : null;
    };
    expect(secondsOf(incidentOf('memory_leak'))).toBe(14_400);
    expect(secondsOf(incidentOf('connection_pool_exhaustion'))).toBe(300);
    expect(plannedSeconds('const settings = {\n"duration": "soon"\n};')).toBeNull();
    expect(plannedSeconds('export default () => {};')).toBeNull();
  });
});
