import { describe, expect, it } from 'vitest';
import { checkIncidents } from '../../src/incidents/check/check-incidents.ts';
import { closedIncidents } from '../../src/incidents/check/closed-incidents.ts';
import { IncidentIndex } from '../../src/incidents/incident-index.ts';
import { guardHash } from '../../src/incidents/is-proven.ts';
import type { Verdict } from '../../src/model/verdict.ts';

const now = new Date('2026-11-20T12:00:00Z');
const text = '// the guard';
const side = (outcome: 'passed' | 'failed' | 'unmeasured') => ({
  outcome,
  target: 'https://staging.example.com',
  why: '',
});
const proof = { at: '2026-11-19T12:00:00Z', guardHash: guardHash(text), bad: side('failed'), good: side('passed') };
const waiver = { reason: 'no such hardware in staging', owner: 'ann', expires: '2026-12-01' };
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
const detail = { kind: 'incident-guard', hash: guardHash(text) };
const finding = { dimension: 'incidents', subject: 'shop-dns.yml', status: 'match', message: 'it passed', detail };
const ranOf = (changes: object, generatedAt = '2026-11-20T04:00:00Z') =>
  ({ generatedAt, findings: [{ ...finding, ...changes }] }) as unknown as Verdict;

interface Given {
  readonly file?: string | null;
  readonly reports?: readonly Verdict[];
  readonly id?: string;
}

function check(changes: object, { file = text, reports = [ranOf({})], id = '42' }: Given = {}) {
  const index = IncidentIndex.parse({ schema: 'tollgate.incidents/1', incidents: [{ ...entry, ...changes }] });
  const { decision, incidents } = checkIncidents({
    closed: closedIncidents([{ number: Number(id), title: 'Shop is gone', pull_request: null }]),
    listed: 1,
    index,
    hashOf: () => (file === null ? null : guardHash(file)),
    reports,
    now,
  });
  return { decision, status: incidents[0]?.status, problems: incidents[0]?.problems.map(({ problem }) => problem) };
}

describe('checkIncidents', () => {
  it('passes a guard that exists, is active, ran and is proven', () => {
    expect(check({})).toEqual({ decision: 'pass', status: 'guarded', problems: [] });
  });

  describe('a guard that found the fault again', () => {
    const failed = ranOf({ status: 'diverged', message: 'failed on staging' });
    const fails = { decision: 'fail', status: 'failed', problems: ['failing'] };
    it.each<[string, { changes: object; reports: Verdict[]; expected: object }]>([
      ['fails', { changes: {}, reports: [failed], expected: fails }],
      ['fails in spite of the waiver of its entry', { changes: { waiver }, reports: [failed], expected: fails }],
      [
        'passes once a newer run found nothing',
        { changes: {}, reports: [failed, ranOf({}, '2026-11-20T05:00:00Z')], expected: { decision: 'pass' } },
      ],
      [
        'passes where the validation accepts it by a waiver',
        { changes: {}, reports: [ranOf({ status: 'accepted' })], expected: { decision: 'pass' } },
      ],
      [
        'says no more than “unproven” where it is that',
        { changes: { proof: null }, reports: [failed], expected: { problems: ['unproven'] } },
      ],
    ])('%s', (_, { changes, reports, expected }) => {
      expect(check(changes, { reports })).toMatchObject(expected);
    });
  });

  it.each<[string, { changes: object; given: Given; problems: string[] }]>([
    ['the index does not know', { changes: {}, given: { id: '43' }, problems: ['no-entry'] }],
    ['has no guard', { changes: { guard: null }, given: {}, problems: ['no-guard'] }],
    ['lost its file', { changes: {}, given: { file: null }, problems: ['no-file'] }],
    ['is skipped', { changes: { status: 'skipped' }, given: {}, problems: ['skipped'] }],
    ['was never proven', { changes: { proof: null }, given: {}, problems: ['unproven'] }],
    [
      'was changed since it was proven',
      { changes: {}, given: { file: '// another' }, problems: ['unproven', 'not-run'] },
    ],
    [
      'passed on the fault',
      { changes: { proof: { ...proof, bad: side('passed') } }, given: {}, problems: ['unproven'] },
    ],
    [
      'failed without the fault',
      { changes: { proof: { ...proof, good: side('failed') } }, given: {}, problems: ['unproven'] },
    ],
    [
      'could not be measured on the fault',
      { changes: { proof: { ...proof, bad: side('unmeasured') } }, given: {}, problems: ['unproven'] },
    ],
    ['did not run', { changes: {}, given: { reports: [ranOf({ subject: 'other.yml' })] }, problems: ['not-run'] }],
    [
      'ran as another file',
      { changes: {}, given: { reports: [ranOf({ detail: { ...detail, hash: 'x' } })] }, problems: ['not-run'] },
    ],
    [
      'ran, as nobody knows what',
      { changes: {}, given: { reports: [ranOf({ detail: null })] }, problems: ['not-run'] },
    ],
    ['was not measured', { changes: {}, given: { reports: [ranOf({ status: 'unmeasured' })] }, problems: ['not-run'] }],
    [
      'has only a waiver that is over',
      {
        changes: { proof: null, waiver: { ...waiver, expires: '2026-11-19' } },
        given: {},
        problems: ['unproven', 'waiver-over'],
      },
    ],
    [
      'is waived for too long',
      {
        changes: { proof: null, waiver: { ...waiver, expires: '2027-11-19' } },
        given: {},
        problems: ['unproven', 'waiver-too-long'],
      },
    ],
  ])('fails an incident whose guard %s', (_, { changes, given, problems }) => {
    expect(check(changes, given)).toEqual({ decision: 'fail', status: 'failed', problems });
  });

  it.each([
    ['no run is known', []],
    ['the last one is too old', [ranOf({}, '2026-11-16T04:00:00Z')]],
    ['the last one says no time', [ranOf({}, 'yesterday')]],
    ['the last one is of the future', [ranOf({}, '2099-11-20T12:00:00Z')]],
  ])('is inconclusive where %s', (_, reports) => {
    expect(check({}, { reports })).toEqual({
      decision: 'inconclusive',
      status: 'unmeasured',
      problems: ['run-unknown'],
    });
  });

  const tooLong = ranOf({ status: 'unmeasured', reasonCode: 'guard-too-long', message: 'it takes 240 min' });
  it.each<[string, { reports: Verdict[]; problems: string[] }]>([
    ['ran for hours six days ago', { reports: [tooLong, ranOf({}, '2026-11-14T04:00:00Z')], problems: [] }],
    ['ran for hours nine days ago', { reports: [ranOf({}, '2026-11-11T04:00:00Z'), tooLong], problems: ['not-run'] }],
    ['never had the time', { reports: [tooLong], problems: ['not-run'] }],
    [
      'is quick, and last ran six days ago',
      { reports: [ranOf({ subject: 'other.yml' }), ranOf({}, '2026-11-14T04:00:00Z')], problems: ['not-run'] },
    ],
    [
      'ran then and could not be measured now',
      { reports: [ranOf({ status: 'error' }), ranOf({}, '2026-11-19T04:00:00Z')], problems: ['not-run'] },
    ],
  ])('counts the newest run that had the time: %s', (_, { reports, problems }) => {
    expect(check({}, { reports }).problems).toEqual(problems);
  });

  it('takes an unproven guard that looked for one that ran', () => {
    const reports = [ranOf({ status: 'unmeasured', reasonCode: 'guard-unproven' })];
    expect(check({ proof: null }, { reports }).problems).toEqual(['unproven']);
  });

  it('holds a waiver to its last day, and says what it covers', () => {
    for (const expires of ['2026-11-20', '2026-12-01', '2027-02-18'])
      expect(check({ proof: null, waiver: { ...waiver, expires } })).toEqual({
        decision: 'pass',
        status: 'waived',
        problems: ['unproven'],
      });
  });

  it('needs no index where no incident was closed', () => {
    const none = { closed: [], listed: 0, index: null, hashOf: () => null, reports: [], now };
    expect(checkIncidents(none)).toMatchObject({ decision: 'pass', remarks: [] });
    const index = IncidentIndex.parse({ schema: 'tollgate.incidents/1', incidents: [entry] });
    expect(checkIncidents({ ...none, listed: 1, index }).decision).toBe('pass');
    // The label was renamed, or it is another repository: nothing was looked at.
    expect(checkIncidents({ ...none, index })).toMatchObject({
      decision: 'inconclusive',
      remarks: [expect.stringMatching(/no incident is listed at all, and the index knows 1: .*--label/)],
    });
  });

  it('leaves open incidents and pull requests out, and refuses what is no list', () => {
    const closed = closedIncidents([
      { number: 1, state: 'open' },
      { number: 2, state: 'CLOSED', pull_request: {} },
      { number: 3, state: 'closed', html_url: 'https://x' },
      { id: 'INC-4' },
    ]);
    expect(closed.map(({ id }) => id)).toEqual(['3', 'INC-4']);
    expect(() => closedIncidents([{ title: 'x' }])).toThrow(/`number` or `id`/);
    expect(() => closedIncidents({})).toThrow(/no list/);
  });
});
