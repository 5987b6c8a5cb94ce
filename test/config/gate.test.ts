import { describe, expect, it } from 'vitest';
import { Gate, gateRules, parseMoment } from '../../src/config/gate-schema.ts';

const mistakes = (given: object) =>
  (Gate.safeParse(given).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('the gate of an environment', () => {
  it('asks for a validation and a release comparison where nothing is said', () => {
    expect(gateRules(Gate.parse({}))).toEqual({
      required: ['validation', 'release'],
      deployers: ['github-actions[bot]'],
      validation: { freshSeconds: 26 * 3600, voidSeconds: 72 * 3600 },
      releaseSeconds: 14 * 86_400,
      canarySeconds: 7 * 86_400,
      previousEnvironment: null,
      soak: null,
      freezes: [],
      patienceSeconds: 3600,
    });
  });

  it('asks for the environment before it where one is named', () => {
    const rules = gateRules(Gate.parse({ previousEnvironment: 'staging', soak: { time: '24h' } }));
    expect(rules).toMatchObject({
      required: ['validation', 'release', 'previous'],
      soak: { seconds: 86_400, days: 'all', timezone: 'UTC' },
    });
  });

  it.each([
    { given: { required: [] }, words: /required: / },
    { given: { required: ['luck'] }, words: /required\.0: / },
    { given: { soak: { time: '24h' } }, words: 'soak: wanted `previousEnvironment` with it' },
    { given: { required: ['previous'] }, words: 'required: wanted `previousEnvironment` with it' },
    { given: { freezes: [{ from: 'fri 16:00', to: '2026-12-20', reason: 'x' }] }, words: 'wanted two dates' },
    { given: { freezes: [{ from: '2026-12-20', to: '2026-12-20', reason: 'x' }] }, words: 'wanted two dates' },
    { given: { freezes: [{ from: 'fri 16:00', to: 'fri 16:00', reason: 'x' }] }, words: 'two different times' },
    { given: { freezes: [{ from: 'fri 16:00', to: 'mon 8:00', reason: 'x' }] }, words: 'not "mon 8:00"' },
    { given: { freezes: [{ from: 'fri 16:00', to: 'mon 08:00', reason: '' }] }, words: /reason/ },
    {
      given: { freezes: [{ from: 'fri 16:00', to: 'mon 08:00', reason: 'x', timezone: 'Mars/Base' }] },
      words: 'not "Mars/Base"',
    },
    { given: { workflows: ['../../evil.yml'] }, words: /workflows\.0: / },
    { given: { patiense: '1h' }, words: /patiense/ },
  ])('refuses $given', ({ given, words }) => {
    expect(mistakes(given).join('\n')).toMatch(words);
  });

  it('takes no date that does not exist', () => {
    expect(() => parseMoment('2026-02-30')).toThrow('not "2026-02-30"');
    expect(parseMoment('2026-02-28T23:59')).toEqual({ kind: 'dates', text: '2026-02-28T23:59' });
  });
});
