import { createTask } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { parseCron } from '../../src/config/cron.ts';
import { slotsBetween } from '../../src/schedule/slots-between.ts';

const of = (cron: string, timezone = 'UTC') => ({ fields: parseCron(cron), timezone, jitterSeconds: 0 });
const between = (cron: string, [from, to]: readonly [string, string], timezone = 'UTC') =>
  slotsBetween(of(cron, timezone), Date.parse(from), Date.parse(to)).map((slot) => new Date(slot).toISOString());

describe('the slots of a schedule', () => {
  it.each(['30 4 * * 1-5', '*/20 * * * *', '0 0 13 * *', '15,45 8-10 * 2 *', '0 12 * jan,dec sun', '5 0 29 2 *'])(
    'are those that node-cron names: %s',
    (cron) => {
      const task = createTask(cron, () => {}, { timezone: 'Asia/Kolkata' });
      const runs = task.getNextRuns(5).map((run) => run.getTime());
      const last = runs.at(-1) ?? 0;
      expect(slotsBetween(of(cron, 'Asia/Kolkata'), (runs[0] ?? 0) - 1, last)).toEqual(runs);
    },
  );

  it('leave out none that clocks leave out in spring', () => {
    const spring = ['2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z'] as const;
    expect(between('30 2 * * *', spring, 'Europe/Berlin')).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('are one where clocks show a time twice in autumn', () => {
    const autumn = ['2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z'] as const;
    expect(between('30 2 * * *', autumn, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
    expect(between('30 2 * * *', autumn, 'America/New_York')).toEqual([
      '2026-10-25T06:30:00.000Z',
      '2026-10-26T06:30:00.000Z',
    ]);
  });

  it('include the end and not the beginning', () => {
    expect(between('0 * * * *', ['2026-01-01T00:00:00Z', '2026-01-01T02:00:00Z'])).toEqual([
      '2026-01-01T01:00:00.000Z',
      '2026-01-01T02:00:00.000Z',
    ]);
  });
});

describe('a cron expression', () => {
  it.each([
    ['0 0 13 * 5', 'not both'],
    ['0 0 1-7 * mon', 'not both'],
    ['0 0 */2 * mon', 'not both'],
    ['0 77 * * *', '77'],
    ['* * * * * *', 'five fields'],
    ['@daily', 'five fields'],
    ['0 0 L * *', 'wanted'],
    ['0 0 * * 5#2', 'wanted'],
    ['', 'five fields'],
  ])('is refused: %s', (cron, words) => {
    expect(() => parseCron(cron)).toThrow(words);
  });
});
