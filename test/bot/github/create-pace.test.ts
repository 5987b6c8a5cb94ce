import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPace } from '../../../bot/github/create-pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Points of requests that were let through, by the time in seconds at which they were. */
async function sentWithin(seconds: number, pointsPerMinute: number | null) {
  const pace = createPace(pointsPerMinute, sleep);
  const sent: number[] = [];
  for (let count = 0; count < 2000; count += 1) {
    void pace.take('7', 5).then(() => sent.push(performance.now()));
  }
  const from = performance.now();
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return sent.map((at) => at - from);
}

it('lets through at once what a burst may hold, and in no minute more than allowed', async () => {
  const sent = await sentWithin(300, 900);
  expect(sent.filter((at) => at < 1)).toHaveLength(36);
  const busiest = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 60_000).length * 5));
  expect(busiest).toBeLessThanOrEqual(900);
  // It does not hold back more than it must either: four fifths flow in each minute.
  expect(sent.length * 5).toBeGreaterThan((300 / 60) * 700);
});

it('holds nothing back where there is no limit', async () => {
  expect(await sentWithin(1, null)).toHaveLength(2000);
});

it('holds one installation back, not the other', async () => {
  const pace = createPace(60, sleep);
  const sent: string[] = [];
  for (let count = 0; count < 20; count += 1) void pace.take('busy', 5).then(() => sent.push('busy'));
  void pace.take('quiet', 5).then(() => sent.push('quiet'));
  await vi.advanceTimersByTimeAsync(10);
  expect(sent).toEqual(['busy', 'busy', 'quiet']);
});
