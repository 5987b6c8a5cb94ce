import { describe, expect, it } from 'vitest';
import { decideGate } from '../../src/gate/decide-gate.ts';
import type { GateInputs, OverrideFact, RollbackFact } from '../../src/model/gate/gate-facts.ts';
import { lacking, lacks } from '../../src/model/gate/gate-input.ts';
import { hoursAgo, inputs, now, otherSha, present, question, sha, verdict } from './question.ts';

/** Nothing at all speaks for the release. */
const nothing: GateInputs = {
  validation: lacking('absent', 'none'),
  release: present(verdict('release', { decision: 'fail' })),
  canary: lacking('unreachable', 'GitHub answered 502'),
  previous: present({ environment: 'staging', sha, since: hoursAgo(4) }),
  drift: lacking('forged', 'somebody else wrote it'),
  locks: present([{ owner: 'eve', pullRequest: 3, reason: 'a migration', expiresAt: hoursAgo(-2) }]),
  freezes: present([]),
  badShas: present([{ sha, reason: 'rolled back yesterday' }]),
  rollbacks: present([]),
  override: lacking('absent', 'none'),
};

const rollback: RollbackFact = {
  id: 'r1',
  runIds: ['76', '77'],
  byDeployment: false,
  sha,
  target: otherSha,
  environment: 'production',
  by: 'dana',
};

describe('a rollback under way', () => {
  it('is let through first, whatever else holds the environment', () => {
    const answer = decideGate(question({ ...nothing, rollbacks: present([rollback]) }));
    expect(answer).toMatchObject({ decision: 'allow', reasonCode: 'gate-rollback', recheckAt: null });
  });

  it('is let through where its own run asks about the old commit that it deploys', () => {
    const ofBranch = { ...rollback, sha: otherSha, target: sha };
    expect(decideGate(question({ ...nothing, rollbacks: present([ofBranch]) })).decision).toBe('allow');
  });

  it.each([
    { name: 'another run', given: present([{ ...rollback, runIds: ['76'] }]) },
    { name: 'another commit', given: present([{ ...rollback, sha: otherSha }]) },
    { name: 'another environment', given: present([{ ...rollback, environment: 'staging' }]) },
    { name: 'an old reading', given: present([rollback], hoursAgo(1)) },
    { name: 'a reading of no time', given: present([rollback], '') },
    ...lacks.map((kind) => ({ name: kind, given: lacking(kind, 'broken') })),
  ])('opens nothing by $name', ({ given }) => {
    expect(decideGate(question({ ...nothing, rollbacks: given })).decision).toBe('deny');
    expect(decideGate(question({ rollbacks: given })).reasonCode).toBe('gate-supported');
  });

  it('by a deployment is known by its event, and one that has not said which run it started is waited for', () => {
    const at = (given: Partial<RollbackFact>, runEvent: string) => {
      const request = { ...question().request, runEvent };
      return decideGate(question({ ...nothing, rollbacks: present([{ ...rollback, ...given }]) }, { request }));
    };
    expect(at({ runIds: null, byDeployment: true }, 'deployment').decision).toBe('allow');
    expect(at({ runIds: null, byDeployment: true }, 'push').decision).toBe('deny');
    expect(at({ runIds: null }, 'workflow_dispatch')).toMatchObject({
      decision: 'wait',
      reasonCode: 'gate-rollback-starting',
      recheckAt: '2026-11-18T12:00:05.000Z',
    });
    expect(at({ runIds: null, sha: null }, 'workflow_dispatch').decision).toBe('wait');
    expect(at({ runIds: null, sha: null }, 'push').decision).toBe('deny');
    expect(at({ runIds: null, sha: otherSha }, 'workflow_dispatch').decision).toBe('deny');
  });

  it('opens nothing to a door that knows no run', () => {
    const request = { ...question().request, runId: null };
    expect(decideGate(question({ ...nothing, rollbacks: present([rollback]) }, { request })).decision).toBe('deny');
  });
});

const override: OverrideFact = {
  sha,
  environment: 'production',
  reason: 'the payment provider is down, this is the way around',
  by: ['dana'],
  authors: ['alex'],
  grantedAt: hoursAgo(0.5),
  expiresAt: hoursAgo(-0.5),
};
/** Evidence fails, the calendar holds, and nothing stands beyond an override. */
const heldUp = { ...nothing, locks: present([]), badShas: present([]) };
const onSaturday = new Date('2026-11-21T12:00:00.000Z');
const at = (instant: Date) => {
  const move = (text: string) => new Date(Date.parse(text) + instant.getTime() - now.getTime()).toISOString();
  const moved = { ...override, grantedAt: move(override.grantedAt), expiresAt: move(override.expiresAt) };
  return question(
    {
      ...heldUp,
      locks: present([], instant.toISOString()),
      badShas: present([], instant.toISOString()),
      freezes: present([], instant.toISOString()),
      override: present(moved, instant.toISOString()),
    },
    { now: instant },
  );
};

describe('an override', () => {
  it('lets a held release through, and says what it passed over', () => {
    const answer = decideGate(at(onSaturday));
    expect(answer).toMatchObject({ decision: 'allow', reasonCode: 'gate-overridden' });
    expect(answer.reasons.filter(({ effect }) => effect === 'overridden').map(({ input }) => input)).toEqual(
      expect.arrayContaining(['calendar', 'release', 'canary', 'validation', 'previous', 'drift']),
    );
  });

  it('does not reach locks and the list of bad commits', () => {
    const given = { ...heldUp, override: present(override) };
    expect(decideGate(question({ ...given, locks: nothing.locks })).decision).toBe('wait');
    expect(decideGate(question({ ...given, badShas: nothing.badShas }))).toMatchObject({
      decision: 'deny',
      reasonCode: 'gate-bad-sha',
    });
    for (const kind of lacks) {
      expect(decideGate(question({ ...given, locks: lacking(kind, 'x') })).decision).not.toBe('allow');
      expect(decideGate(question({ ...given, badShas: lacking(kind, 'x') })).decision).not.toBe('allow');
    }
  });

  it.each([
    { name: 'for another commit', given: present({ ...override, sha: otherSha }) },
    { name: 'for another environment', given: present({ ...override, environment: 'staging' }) },
    { name: 'that has ended', given: present({ ...override, grantedAt: hoursAgo(1), expiresAt: hoursAgo(0) }) },
    { name: 'that has not begun', given: present({ ...override, grantedAt: hoursAgo(-0.1) }) },
    { name: 'that claims two hours', given: present({ ...override, expiresAt: hoursAgo(-1.5) }) },
    { name: 'of no time', given: present({ ...override, expiresAt: '' }) },
    { name: 'by the author alone', given: present({ ...override, by: ['Alex'] }) },
    { name: 'by two authors', given: present({ ...override, by: ['alex', 'sam'], authors: ['sam', 'ALEX'] }) },
    { name: 'by nobody', given: present({ ...override, by: [] }) },
    { name: 'whose author nobody knows', given: present({ ...override, authors: null }) },
    { name: 'of a commit by nobody', given: present({ ...override, authors: [] }) },
    { name: 'read long ago', given: present(override, hoursAgo(1)) },
    ...lacks.map((kind) => ({ name: `that is ${kind}`, given: lacking(kind, 'broken') })),
  ])('$name does not count', ({ given }) => {
    const answer = decideGate(question({ ...heldUp, override: given }));
    expect(answer.decision).toBe('deny');
    expect(answer.reasons.some(({ code }) => code === 'gate-override-void')).toBe(given.kind !== 'absent');
  });

  it('of a commit whose authors nobody knows takes two', () => {
    const asked = (by: string[]) =>
      decideGate(question({ ...heldUp, override: present({ ...override, by, authors: null }) }));
    expect(asked(['dana', 'DANA']).decision).toBe('deny');
    expect(asked(['dana', 'oda']).decision).toBe('allow');
  });

  it('by the author and another counts', () => {
    const both = { ...override, by: ['alex', 'dana'] };
    expect(decideGate(question({ ...heldUp, override: present(both) })).decision).toBe('allow');
  });
});

describe('a lock', () => {
  it('lets its own pull request pass, and ends with its time', () => {
    const lock = { owner: 'dana', pullRequest: 12, reason: '', expiresAt: null };
    expect(decideGate(question({ locks: present([lock]) })).decision).toBe('allow');
    expect(
      decideGate(question({ locks: present([{ ...lock, pullRequest: 13, expiresAt: hoursAgo(0) }]) })).decision,
    ).toBe('allow');
    expect(
      decideGate(question({ locks: present([{ ...lock, pullRequest: 13, expiresAt: hoursAgo(-0.25) }]) })),
    ).toMatchObject({
      decision: 'wait',
      recheckAt: hoursAgo(-0.25),
    });
  });
});

describe('the answer', () => {
  it('gives every reason, the weightiest first', () => {
    const { reasons, decision, reasonCode } = decideGate(question(nothing));
    expect({ decision, reasonCode }).toEqual({ decision: 'deny', reasonCode: 'gate-bad-sha' });
    expect(
      reasons.map(({ effect, input, code, message }) => `${effect} ${input} ${code}: ${message}`),
    ).toMatchInlineSnapshot(`
      [
        "deny bad-shas gate-bad-sha: rolled back yesterday",
        "deny release gate-failed: the verdict is fail",
        "deny drift gate-forged: somebody else wrote it",
        "wait locks gate-locked: held by eve (pull request 3): a migration",
        "wait canary gate-unreachable: GitHub answered 502",
        "wait validation gate-missing: none",
        "wait previous gate-soaking: in staging since 2026-11-18T08:00:00.000Z; 24 hours are wanted",
        "allow calendar gate-supported: no freeze",
        "allow freezes gate-supported: nobody called a freeze",
        "allow digest gate-supported: sha256:1111111111111111111111111111111111111111111111111111111111111111 was tested",
      ]
    `);
  });

  it('asks again when what holds it ends, and every half hour before', () => {
    const soaking = (hours: number) =>
      decideGate(question({ ...inputs, previous: present({ environment: 'staging', sha, since: hoursAgo(hours) }) }));
    expect(soaking(23.9).recheckAt).toBe('2026-11-18T12:06:00.000Z');
    expect(soaking(1).recheckAt).toBe('2026-11-18T12:30:00.000Z');
    expect(soaking(24).decision).toBe('allow');
  });
});
