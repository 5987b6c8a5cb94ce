import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { earlier } from '../../../src/model/window.ts';
import { createRecordedSource } from '../../../src/sources/recorded/create-recorded-source.ts';
import { readProfile } from '../../../src/sources/recorded/read-profile.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { profileOf, sectionsOf, window } from './profiles.ts';

const { folder, write } = temporaryFolder();
const day = 86_400;
const yesterday = { daysEarlier: 1, window: earlier(window, day), sections: sectionsOf(['GET /x'], { count: 7 }) };
const file = write('profile.json', profileOf(sectionsOf(['GET /x']), { history: [yesterday] }));
const topics = ['latency', 'errors', 'resources', 'arrivals'] as const;
const collect = (side: string, asked = window) =>
  createRecordedSource(file).collect({ side, window: asked, topics, dryRun: false });
const collectPast = (daysEarlier: number) =>
  createRecordedSource(file).collect({
    side: `production-${daysEarlier}d`,
    window: earlier(window, daysEarlier * day),
    daysEarlier,
    topics,
    dryRun: false,
  });

describe('a recorded profile', () => {
  it('answers with its sections, its queries and its own window, whatever window is asked for', async () => {
    const other = { from: '2026-11-24T08:00:00.000Z', to: '2026-11-24T09:00:00.000Z' };
    const collected = await collect('staging', other);
    expect(collected.window).toEqual(window);
    expect(collected.collectedAt).toBe('2026-11-20T09:05:00.000Z');
    expect(collected.sections.latency).toMatchObject({
      status: 'ok',
      convention: 'opentelemetry',
      evidence: [{ scope: { route: 'GET /x' } }],
    });
    expect(collected.queries).toHaveProperty(['production/latency'], 'sum by (le) (…)');
  });
  it('answers for the past from its history', async () => {
    const { sections } = await collectPast(1);
    expect(sections.errors?.evidence[0]).toMatchObject({ value: { entries: { '200': 7 } } });
  });
  it('never serves as its own past', async () => {
    const { sections } = await collectPast(7);
    expect(Object.values(sections)).toEqual(
      topics.map(() => expect.objectContaining({ status: 'unavailable', reason: 'no-history' })),
    );
  });
  it('says which sections were not recorded', async () => {
    const { resources, arrivals } = (await collect('staging')).sections;
    expect([resources?.reason, arrivals?.reason]).toEqual(['not-collected', 'not-collected']);
  });
});

describe('readProfile', () => {
  it('reads what was written', async () => {
    expect(await readProfile(file)).toEqual({
      ok: true,
      profile: profileOf(sectionsOf(['GET /x']), { history: [yesterday] }),
    });
  });
  const good = profileOf({});
  it.each([
    {
      name: 'another version',
      content: { ...good, schema: 'tollgate.profile/2' },
      reason: 'bad-response',
      message: 'has the schema tollgate.profile/2, wanted tollgate.profile/1',
    },
    {
      name: 'a report',
      content: { schema: 'tollgate.report/1' },
      reason: 'bad-response',
      message: 'tollgate.report/1',
    },
    { name: 'no schema', content: {}, reason: 'bad-response', message: 'has the schema none' },
    { name: 'null', content: null, reason: 'bad-response', message: 'has the schema none' },
    {
      name: 'a wrong shape',
      content: { ...good, window: 5, sections: 6 },
      reason: 'bad-response',
      message: 'window: ',
    },
    {
      name: 'counts that cannot be',
      content: profileOf(sectionsOf(['GET /x'], { count: -1 })),
      reason: 'bad-response',
      message: 'sections.latency.evidence.0.value.cumulative.0: ',
    },
    { name: 'half a file', content: JSON.stringify(good).slice(0, 50), reason: 'bad-response', message: 'wanted JSON' },
    { name: 'an empty file', content: '', reason: 'source-empty', message: 'is empty' },
  ])('says what is wrong with $name', async ({ name, content, reason, message }) => {
    const read = await readProfile(write(`${name}.json`, content));
    expect(read).toMatchObject({ ok: false, reason, message: expect.stringContaining(message) });
  });
  it('says that there is no file', async () => {
    expect(await readProfile(join(folder, 'none.json'))).toMatchObject({ ok: false, reason: 'not-found' });
  });
});
