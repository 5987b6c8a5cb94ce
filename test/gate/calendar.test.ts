import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { freezeEnd } from '../../src/gate/calendar/freeze-end.ts';
import { soakedAt } from '../../src/gate/calendar/soaked-at.ts';
import type { Freeze, WeekTime } from '../../src/model/gate/gate-rules.ts';
import { instantsOf, wallClock } from '../../src/model/wall-clock.ts';

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
const at = (day: WeekTime['day'], hour: number): WeekTime => ({ day, hour, minute: 0 });
const weekend: Freeze = {
  kind: 'weekly',
  from: at('fri', 16),
  to: at('mon', 8),
  timezone: 'Europe/Berlin',
  reason: 'weekend',
};
const dates = (from: string, to: string, timezone = 'Europe/Berlin'): Freeze => ({
  kind: 'dates',
  from,
  to,
  timezone,
  reason: 'sale',
});

describe('a freeze', () => {
  it.each([
    { name: 'before it', freeze: weekend, now: '2026-11-20T14:59:59Z', end: null },
    { name: 'from its first minute', freeze: weekend, now: '2026-11-20T15:00:00Z', end: '2026-11-23T07:00:00.000Z' },
    {
      name: 'over the turn of the week',
      freeze: weekend,
      now: '2026-11-23T06:59:59Z',
      end: '2026-11-23T07:00:00.000Z',
    },
    { name: 'not at its end', freeze: weekend, now: '2026-11-23T07:00:00Z', end: null },
    { name: 'in summer time', freeze: weekend, now: '2026-07-03T14:00:00Z', end: '2026-07-06T06:00:00.000Z' },
    {
      name: 'over the change of the clocks',
      freeze: weekend,
      now: '2026-10-24T12:00:00Z',
      end: '2026-10-26T07:00:00.000Z',
    },
    {
      name: 'within a day',
      freeze: { ...weekend, from: at('tue', 9), to: at('tue', 11) },
      now: '2026-11-17T09:30:00Z',
      end: '2026-11-17T10:00:00.000Z',
    },
    {
      name: 'by dates',
      freeze: dates('2026-11-26T00:00', '2026-12-01T00:00'),
      now: '2026-11-25T23:00:00Z',
      end: '2026-11-30T23:00:00.000Z',
    },
    {
      name: 'by dates, before',
      freeze: dates('2026-11-26T00:00', '2026-12-01T00:00'),
      now: '2026-11-25T22:59:59Z',
      end: null,
    },
    {
      name: 'where half an hour counts',
      freeze: dates('2026-11-26T00:00', '2026-11-27T00:00', 'Asia/Kolkata'),
      now: '2026-11-25T18:30:00Z',
      end: '2026-11-26T18:30:00.000Z',
    },
    {
      name: 'that ends in an hour that is there twice: after the second',
      freeze: dates('2026-10-25T00:00', '2026-10-25T02:30'),
      now: '2026-10-25T01:00:00Z',
      end: '2026-10-25T01:30:00.000Z',
    },
    {
      name: 'that begins in an hour that is never there: an hour early',
      freeze: dates('2026-03-29T02:30', '2026-03-29T05:00'),
      now: '2026-03-29T00:30:00Z',
      end: '2026-03-29T03:00:00.000Z',
    },
  ])('holds $name', ({ freeze, now, end }) => {
    expect(iso(freezeEnd(freeze, Date.parse(now)))).toBe(end);
  });

  it('of dates that cannot be read never ends', () => {
    expect(freezeEnd(dates('Christmas', '2026-12-27T00:00'), 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('holds for each hour of a week just where its days say so, in any time zone', () => {
    let held = 0;
    for (let hour = 0; hour < 24 * 14; hour += 1) {
      const now = Date.UTC(2026, 10, 16) + hour * 3_600_000;
      const { weekday, reading } = wallClock(now, 'America/St_Johns');
      const local = weekday * 24 + (reading % 86_400_000) / 3_600_000;
      const expected = local >= 4 * 24 + 16 || local < 8;
      expect(freezeEnd({ ...weekend, timezone: 'America/St_Johns' }, now) !== null, new Date(now).toISOString()).toBe(
        expected,
      );
      if (expected) held += 1;
    }
    expect(held).toBe(2 * 64);
  });
});

it('the clock on the wall goes there and back, everywhere', () => {
  const random = seededRandom(7);
  for (let round = 0; round < 300; round += 1) {
    const zone =
      ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Australia/Lord_Howe', 'Europe/London'][round % 4] ?? 'UTC';
    const instant = Date.UTC(2026, 0, 1) + Math.floor(random() * 365 * 86_400) * 1000;
    const { earliest, latest } = instantsOf(wallClock(instant, zone).reading, zone);
    expect([earliest, latest]).toContain(instant);
  }
});

describe('a soak', () => {
  it.each([
    { name: 'counts every hour', days: 'all', since: '2026-11-20T12:00:00Z', end: '2026-11-21T12:00:00.000Z' },
    { name: 'leaves weekends out', days: 'business', since: '2026-11-20T12:00:00Z', end: '2026-11-23T12:00:00.000Z' },
    {
      name: 'that begins at the weekend begins on Monday',
      days: 'business',
      since: '2026-11-21T12:00:00Z',
      end: '2026-11-23T23:00:00.000Z',
    },
    {
      name: 'within the week is just that long',
      days: 'business',
      since: '2026-11-17T12:00:00Z',
      end: '2026-11-18T12:00:00.000Z',
    },
  ] as const)('$name', ({ days, since, end }) => {
    expect(iso(soakedAt(Date.parse(since), { seconds: 86_400, days, timezone: 'Europe/Berlin' }))).toBe(end);
  });

  it('of two business days over a weekend takes four', () => {
    const soak = { seconds: 48 * 3600, days: 'business', timezone: 'Europe/Berlin' } as const;
    expect(iso(soakedAt(Date.parse('2026-11-19T12:00:00Z'), soak))).toBe('2026-11-23T12:00:00.000Z');
  });
});
