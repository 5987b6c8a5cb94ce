import { describe, expect, it } from 'vitest';
import { IncidentIndex } from '../../src/incidents/incident-index.ts';
import { type Counting, countRecord } from '../../src/incidents/record/count-record.ts';
import { TrackRecord } from '../../src/incidents/record/track-record.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { recordHtml } from '../../src/report/incident/record-html.ts';
import { recordLines } from '../../src/report/incident/record-text.ts';

const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const sha = (letter: string) => letter.repeat(40);
const hash = 'f'.repeat(64);
const side = (outcome: string) => ({ outcome, target: 'x', why: '' });
const report = (generatedAt: string, [decision, release = '']: readonly [string, string?], findings: object[] = []) =>
  ({
    generatedAt: at(generatedAt).toISOString(),
    decision,
    question: 'fidelity',
    subject: { service: 'shop', region: null, release: release === '' ? null : { sha: sha(release) } },
    findings,
  }) as unknown as Verdict;
const open = { status: 'diverged', dimension: 'resources', check: 'pool', subject: 'total' };
const index = IncidentIndex.parse({
  schema: 'tollgate.incidents/1',
  incidents: [1, 2].map((id) => ({
    id: String(id),
    link: null,
    class: 'dns',
    service: 'shop',
    date: null,
    dimensions: ['network'],
    guard: { kind: 'dns', file: `g${id}.yml` },
    proof: {
      at: '2026-11-01T00:00:00Z',
      guardHash: hash,
      bad: side('failed'),
      good: side(id === 1 ? 'passed' : 'failed'),
    },
    status: 'active',
  })),
});
const incident = (id: string, when: string) => ({ id, title: `<b>it ${id}</b>`, link: null, at: at(when) });

const counting: Counting = {
  environment: 'production',
  from: at('01T00:00'),
  to: at('20T00:00'),
  releases: [
    { sha: sha('a'), at: at('02T12:00') },
    { sha: sha('b'), at: at('05T12:00') },
    { sha: sha('c'), at: at('12T12:00') },
    { sha: sha('d'), at: at('19T12:00') },
    { sha: sha('e'), at: new Date('2026-10-01T00:00:00Z') },
  ],
  incidents: [incident('1', '02T18:00'), incident('2', '05T13:00'), incident('3', '15T12:01')],
  reports: [
    report('02T06:00', ['pass'], [open, { ...open, status: 'accepted', check: 'cpu' }]),
    report('05T11:00', ['fail', 'b']),
    report('05T13:00', ['pass', 'b']),
    report('08T00:00', ['pass']),
  ],
  index,
  hashOf: () => hash,
};

describe('countRecord', () => {
  const record = countRecord(counting);

  it('counts releases by what was known before them, and those that an incident followed', () => {
    expect(TrackRecord.parse(record).counts).toEqual({
      pass: { releases: 1, followed: 1 },
      fail: { releases: 1, followed: 1 },
      inconclusive: { releases: 0, followed: 0 },
      unknown: { releases: 2, followed: 0 },
    });
  });

  it('says which findings were open then, and which incidents came within 72 hours, not a minute later', () => {
    expect(
      record.followed.map(({ sha: one, open: findings, incidents }) => [
        one[0],
        findings,
        incidents.map(({ id, hoursAfter }) => [id, hoursAfter]),
      ]),
    ).toEqual([
      ['b', [], [['2', 1]]],
      ['a', ['resources/pool total'], [['1', 6]]],
    ]);
    const twice = countRecord({ ...counting, incidents: [incident('9', '05T12:00')] });
    expect(twice.followed.map(({ sha: one }) => one[0])).toEqual(['b', 'a']);
  });

  it('names incidents without a proven guard, and what it cannot know yet', () => {
    expect(record.unproven.map(({ id, why }) => [id, why])).toEqual([
      ['2', 'its guard is not proven'],
      ['3', 'it has no guard'],
    ]);
    expect(countRecord({ ...counting, hashOf: () => null }).unproven[0]?.why).toBe('the file of its guard is missing');
    expect(record.remarks).toEqual(['releases younger than 72 hours, which an incident may still follow: 1']);
  });

  it('is told in lines and as a page, titles of strangers as text only', () => {
    expect(recordLines(record).join('\n')).toContain('passed          1 releases, 1 with an incident within 72 h');
    const html = recordHtml(record);
    expect(html).toContain('1 of 1 releases that passed had an incident within 72 hours.');
    expect(html).toContain('open then: resources/pool total');
    expect(html).not.toContain('<b>it');
  });

  it('has nothing to say where nothing is known', () => {
    const nothing = countRecord({ ...counting, releases: [], incidents: [], reports: [], index: null });
    expect([nothing.followed, nothing.unproven, nothing.counts.pass.releases]).toEqual([[], [], 0]);
  });
});
