import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decideGate } from '../../src/gate/decide-gate.ts';
import { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import type { GateInputs } from '../../src/model/gate/gate-facts.ts';
import { lacking, lacks } from '../../src/model/gate/gate-input.ts';
import { requirable } from '../../src/model/gate/gate-rules.ts';
import { root } from '../architecture/source-files.ts';
import { digest, hoursAgo, inputs, otherSha, present, question, rules, sha, verdict } from './question.ts';

interface Broken {
  readonly name: string;
  readonly given: Partial<GateInputs>;
}

const years = 24 * 365 * 3;
const evidence = ['validation', 'release', 'canary'] as const;
const state = ['previous', 'drift', 'locks', 'freezes', 'badShas'] as const;

/** Every way in which one input can be no evidence. */
const broken: readonly Broken[] = [
  ...[...evidence, ...state].flatMap((input) =>
    lacks.map((kind) => ({ name: `${input} ${kind}`, given: { [input]: lacking(kind, 'broken') } })),
  ),
  ...[...evidence, ...state].flatMap((input) =>
    ['', 'yesterday', 'NaN', hoursAgo(-1), hoursAgo(years)].map((at) => ({
      name: `${input} made at "${at}"`,
      given: { [input]: { ...inputs[input], at } },
    })),
  ),
  ...evidence.flatMap((input) => {
    const own = input === 'validation' ? 'fidelity' : input;
    return [
      { name: `${input} inconclusive`, given: { [input]: present(verdict(own, { decision: 'inconclusive' })) } },
      { name: `${input} of another service`, given: { [input]: present(verdict(own, { service: 'cart' })) } },
      {
        name: `${input} of another question`,
        given: { [input]: present(verdict(own === 'release' ? 'canary' : 'release')) },
      },
      {
        name: `${input} with a blocking difference`,
        given: { [input]: present(verdict(own, { decision: 'fail', blocking: ['data/index orders'] })) },
      },
    ];
  }),
  ...(['release', 'canary'] as const).flatMap((input) => [
    { name: `${input} fail`, given: { [input]: present(verdict(input, { decision: 'fail' })) } },
    { name: `${input} of another commit`, given: { [input]: present(verdict(input, { sha: otherSha })) } },
    { name: `${input} of no commit`, given: { [input]: present(verdict(input, { sha: null })) } },
    {
      name: `${input} of another image`,
      given: { [input]: present(verdict(input, { digest: `sha256:${'2'.repeat(64)}` })) },
    },
    { name: `${input} unfinished`, given: { [input]: present(verdict(input, { next: 'continue' })) } },
  ]),
  {
    name: 'no image known',
    given: Object.fromEntries(
      evidence.map((input) => [input, present(verdict(input === 'validation' ? 'fidelity' : input, { digest: null }))]),
    ),
  },
  {
    name: 'previous of another commit',
    given: { previous: present({ environment: 'staging', sha: otherSha, since: hoursAgo(30) }) },
  },
  { name: 'previous elsewhere', given: { previous: present({ environment: 'sandbox', sha, since: hoursAgo(30) }) } },
  { name: 'previous too short', given: { previous: present({ environment: 'staging', sha, since: hoursAgo(23.9) }) } },
  {
    name: 'previous since nobody knows',
    given: { previous: present({ environment: 'staging', sha, since: 'Monday' }) },
  },
  {
    name: 'previous in the future',
    given: { previous: present({ environment: 'staging', sha, since: hoursAgo(-30) }) },
  },
  { name: 'a blocking drift', given: { drift: present([{ number: 3, title: 'x', isBlocking: true }]) } },
  { name: 'a bad commit', given: { badShas: present([{ sha: sha.toUpperCase(), reason: 'rolled back' }]) } },
  { name: 'a lock', given: { locks: present([{ owner: 'eve', pullRequest: 13, reason: '', expiresAt: null }]) } },
  {
    name: 'a freeze',
    given: { freezes: present([{ by: 'eve', reason: '', until: hoursAgo(-1) }]) },
  },
  {
    name: 'a freeze until nobody knows',
    given: { freezes: present([{ by: 'eve', reason: '', until: 'soon' }]) },
  },
  {
    name: 'a lock until nobody knows',
    given: { locks: present([{ owner: 'eve', pullRequest: null, reason: '', expiresAt: 'soon' }]) },
  },
];

const later = { now: new Date(Date.parse(hoursAgo(0)) + 1) };

describe('the gate', () => {
  it('allows where everything speaks for the release', () => {
    const answer = decideGate(question());
    expect(GateAnswer.parse(answer)).toMatchObject({
      decision: 'allow',
      reasonCode: 'gate-supported',
      recheckAt: null,
    });
    expect(new Set(answer.reasons.map(({ input }) => input))).toEqual(
      new Set(['bad-shas', 'locks', 'calendar', 'freezes', ...requirable]),
    );
  });

  it('knows many ways in which evidence can be broken', () => {
    expect(broken.length).toBeGreaterThan(80);
    expect(new Set(broken.map(({ name }) => name)).size).toBe(broken.length);
  });

  it.each(broken)('never allows with $name', ({ given }) => {
    for (const patienceSeconds of [0, 3600, Number.NaN]) {
      const answer = decideGate(question(given, { rules: { ...rules, patienceSeconds } }));
      expect(answer.decision).not.toBe('allow');
      expect(GateAnswer.parse(answer).reasons.some(({ effect }) => effect === 'deny' || effect === 'wait')).toBe(true);
    }
  });

  it('knows some for everything that is looked at', () => {
    const covered = new Set(broken.flatMap(({ given }) => Object.keys(given)));
    // These two open the gate where they are there; that they do not otherwise is shown beside them.
    expect(Object.keys(inputs).filter((input) => !covered.has(input))).toEqual(['rollbacks', 'override']);
    const checks = readdirSync(join(root, 'src/gate/checks')).map((file) => file.slice('check-'.length, -'.ts'.length));
    const other = ['build', 'calendar', 'digest'];
    const known = [...covered].map((input) => input.replace('badShas', 'bad-shas'));
    expect(checks.filter((check) => !known.includes(check)).toSorted()).toEqual(other);
  });

  it.each(requirable.filter((input) => input !== 'digest'))(
    'never allows by %s alone where that, or a state, is broken',
    (only) => {
      const alone = { ...rules, required: [only] };
      expect(decideGate(question({}, { rules: alone })).decision).toBe('allow');
      const own = broken.filter(
        ({ given, name }) =>
          !name.endsWith('of another image') &&
          Object.keys(given).some((key) => key === only || ['locks', 'freezes', 'badShas'].includes(key)),
      );
      const counted = own.filter(({ name }) => name !== 'no image known');
      expect(counted.length).toBeGreaterThan(25);
      for (const { name, given } of counted) {
        expect(decideGate(question(given, { rules: alone })).decision, name).not.toBe('allow');
      }
    },
  );

  it.each(evidence)('never allows an image that only a broken %s names', (only) => {
    const nothing = Object.fromEntries(evidence.map((input) => [input, lacking('absent', 'none')]));
    const alone = { rules: { ...rules, required: ['digest' as const] } };
    expect(decideGate(question({ ...nothing, [only]: inputs[only] }, alone)).decision).toBe('allow');
    const unfit = broken.filter(({ given, name }) => only in given && !name.endsWith('with a blocking difference'));
    // A build that is worse was tested all the same; that it is worse is said by another check.
    const counted = unfit.filter(({ name }) => !/ (?:fail|unfinished|of another question)$/.test(name));
    expect(counted.length).toBeGreaterThan(8);
    for (const { name, given } of counted) {
      expect(decideGate(question({ ...nothing, ...given }, alone)).decision, name).not.toBe('allow');
    }
  });

  it('never allows with any two of them', () => {
    let pairs = 0;
    for (const [index, one] of broken.entries()) {
      for (const other of broken.slice(index + 1)) {
        const given = { ...one.given, ...other.given };
        pairs += 1;
        expect(decideGate(question(given)).decision, `${one.name}, ${other.name}`).not.toBe('allow');
      }
    }
    expect(pairs).toBe((broken.length * (broken.length - 1)) / 2);
  });

  it.each(requirable)('allows without %s only where it is not required', (left) => {
    const keys = {
      validation: 'validation',
      release: 'release',
      canary: 'canary',
      previous: 'previous',
      drift: 'drift',
    } as const;
    const given = left === 'digest' ? {} : { [keys[left]]: lacking('absent', 'not made') };
    const request = { ...question().request, digest: left === 'digest' ? null : digest };
    const without = { ...rules, required: requirable.filter((input) => input !== left) };
    expect(decideGate(question(given, { request, rules: without })).decision).toBe('allow');
    expect(decideGate(question(given, { request })).decision).toBe('wait');
  });

  it('never allows where nothing at all is required, or what is asked about is no commit', () => {
    expect(decideGate(question({}, { rules: { ...rules, required: [] } })).decision).toBe('deny');
    for (const odd of ['', 'main', 'a'.repeat(39), 'A'.repeat(40), `${sha}\n`]) {
      expect(decideGate(question({}, { request: { ...question().request, sha: odd } })).decision, odd).toBe('deny');
    }
  });

  it('waits for missing evidence as long as its patience lasts, and then says no', () => {
    const given = { release: lacking('absent', 'no run was found') };
    const asked = (hours: number) =>
      question(given, { ...later, request: { ...question().request, askedAt: hoursAgo(hours) } });
    expect(decideGate(asked(0.5))).toMatchObject({
      decision: 'wait',
      reasonCode: 'gate-missing',
      recheckAt: '2026-11-18T12:01:00.001Z',
    });
    const late = decideGate(asked(1));
    expect(late.decision).toBe('deny');
    expect(late.reasons.slice(0, 2).map(({ code }) => code)).toEqual(['gate-missing', 'gate-patience-over']);
    const unreadable = question(given, { request: { ...question().request, askedAt: 'then' } });
    expect(decideGate(unreadable).decision).toBe('deny');
  });

  it('takes a validation from the day before yesterday only with a passed canary of this build', () => {
    const validation = present(verdict('fidelity'), hoursAgo(60));
    const required = requirable.filter((input) => input !== 'canary');
    const asked = (given: Partial<GateInputs>) =>
      decideGate(question({ validation, ...given }, { rules: { ...rules, required } }));
    expect(asked({}).decision).toBe('allow');
    expect(asked({ canary: lacking('absent', 'none') }).decision).toBe('wait');
    expect(asked({ canary: present(verdict('canary', { sha: otherSha })) }).decision).toBe('wait');
    expect(asked({ validation: present(verdict('fidelity'), hoursAgo(73)) }).decision).toBe('wait');
  });

  it('lets a lying staging pass whose lies stop no release, and says so nowhere as a fail', () => {
    expect(decideGate(question({ validation: present(verdict('fidelity', { decision: 'fail' })) })).decision).toBe(
      'allow',
    );
  });
});
