import { expect, it } from 'vitest';
import type { Notice } from '../../bot/slack/notice.ts';
import { tellGate } from '../../bot/slack/tell-gate.ts';
import { type ToldSlot, tellSchedule } from '../../bot/slack/tell-schedule.ts';

const slot = new Date('2026-05-10T08:00:00Z');
const repository = { owner: 'octo', repo: 'shop' };
type Told = Omit<Notice, 'repository' | 'installation'>;
interface Telling {
  readonly repository: typeof repository;
  readonly notify: (notice: Told) => Promise<void>;
}

/** What Slack is told, where it is told anything. */
async function told(tell: (event: Telling) => Promise<void>): Promise<Told[]> {
  const notices: Told[] = [];
  await tell({ repository, notify: async (notice) => void notices.push(notice) });
  return notices;
}

it.each<{ given: Omit<ToldSlot, 'slot'>; words: string | null }>([
  { given: { missed: 0, begun: { state: 'dispatched', runId: 7 } }, words: null },
  { given: { missed: 0, begun: { state: 'skipped', note: 'run 6 is still under way' } }, words: null },
  {
    given: { missed: 1, begun: { state: 'dispatched', runId: 7 } },
    words: '⏳ One scheduled validation of staging was missed, and made up for by one',
  },
  {
    given: { missed: 3, begun: { state: 'skipped', note: 'run 6 is still under way' } },
    words: '❌ 3 scheduled validations of staging were missed, and could not be made up for',
  },
  {
    given: { missed: 0, begun: { state: 'failed', note: 'no such workflow' } },
    words: '❌ A scheduled validation of staging could not be begun',
  },
])('of $given Slack is told: $words', async ({ given, words }) => {
  const notices = await told((event) => tellSchedule(event, { slot, ...given }));
  expect(notices.map(({ message }) => message.text)).toEqual(words === null ? [] : [words]);
  if ('note' in given.begun && words !== null)
    expect(JSON.stringify(notices[0]?.message.blocks)).toContain(given.begun.note);
});

it.each([
  { outcome: 'approved', phase: 'ends', severity: 'observe' },
  { outcome: 'rejected', phase: 'opens', severity: 'block' },
  { outcome: 'gone', phase: 'opens', severity: 'block' },
] as const)('of a run at the gate that is $outcome a thread $phase', async ({ outcome, ...as }) => {
  const answer = { mood: 'refused', title: 'words', lines: [] } as const;
  const run = { environment: 'production', runId: 7, url: null };
  const tell = (event: Telling) => tellGate(event, run, { outcome, answer });
  expect(await told(tell)).toMatchObject([
    { topic: 'gate/production/7', event: 'gate', environment: 'production', ...as },
  ]);
});
