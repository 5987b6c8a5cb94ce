import { describe, expect, it } from 'vitest';
import { parseCron } from '../../src/config/cron.ts';
import { type Asked, findDue } from '../../src/schedule/find-due.ts';
import { jitterOf } from '../../src/schedule/jitter-of.ts';

const at = (text: string) => Date.parse(`2026-05-${text}Z`);
const daily = { fields: parseCron('0 4 * * *'), timezone: 'UTC', jitterSeconds: 0 };
const ask = (given: Partial<Asked>) =>
  findDue({
    repository: 'octo/shop',
    schedules: [daily],
    settled: at('10T04:00:00'),
    now: at('11T04:00:05'),
    ...given,
  });

describe('the slot that is due', () => {
  it('is the one that has just begun', () => {
    expect(ask({})).toEqual({ slot: at('11T04:00:00'), missed: 0, lateness: 5000 });
    expect(ask({ now: at('11T03:59:59') })).toBeNull();
    expect(ask({ settled: at('11T04:00:00') })).toBeNull();
  });

  it('makes up for all that were missed, once', () => {
    const due = ask({ now: at('14T12:00:00') });
    expect(due).toEqual({ slot: at('14T04:00:00'), missed: 3, lateness: 8 * 3_600_000 });
    expect(ask({ now: at('14T12:00:00'), settled: due?.slot ?? 0 })).toBeNull();
  });

  it('is none while the clock is before what is settled', () => {
    expect(ask({ now: at('09T12:00:00') })).toBeNull();
  });

  it('is looked for among a week’s slots and no more', () => {
    const minutely = { ...daily, fields: parseCron('* * * * *') };
    expect(ask({ schedules: [minutely], settled: 0 })?.missed).toBe(7 * 24 * 60 - 1);
  });

  it('is one where two schedules name it', () => {
    expect(ask({ schedules: [daily, { ...daily, timezone: 'Etc/GMT' }] })).toMatchObject({ missed: 0 });
  });

  it('waits for its jitter, which is always the same and differs by repository', () => {
    const spread = [{ ...daily, jitterSeconds: 600 }];
    const begins = at('11T04:00:00') + jitterOf('octo/shop', at('11T04:00:00'), 600);
    expect(ask({ schedules: spread, now: begins - 1 })).toBeNull();
    expect(ask({ schedules: spread, now: begins })).toMatchObject({ lateness: 0 });
    const many = Array.from({ length: 400 }, (_, index) => jitterOf(`octo/${index}`, 0, 600));
    expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...many)).toBeLessThan(600_000);
    expect(many.filter((one) => one < 300_000).length).toBeGreaterThan(160);
    expect(many.filter((one) => one < 300_000).length).toBeLessThan(240);
  });
});
