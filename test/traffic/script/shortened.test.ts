import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallModel } from '../../fixtures/traffic/small-model.ts';
import { k6Driver } from '../../k6-driver/run-k6.ts';
import { type Seen, type Staging, startStaging } from '../../k6-driver/start-staging.ts';
import { runNode } from '../../process/run-node.ts';
import { type Folder, inFolder, scriptsOf } from './scripts.ts';

// Answers take far less here, so even a busy machine drops nothing and crosses no threshold.
const shop = [
  { route: '/products', count: 60_000, seconds: 2 },
  { route: '/search', count: 40_000, seconds: 2 },
];
/** Twenty requests a second in one minute, and forty in the next, for an hour. */
const waves = Array.from({ length: 360 }, (_, index) => (Math.floor(index / 6) % 2 === 0 ? 200 : 400));

/** Twenty requests a second at night, and sixty by day. */
const hourOfDay = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1200 : 3600));
const inWaves = smallModel(shop, { step: 10, counts: waves });
const model = { ...inWaves, arrivals: { ...inWaves.arrivals, hourOfDay } };

let staging: Staging;
const folders: Folder[] = [];
beforeAll(async () => {
  staging = await startStaging(() => ({ delay: 10 }));
});
afterAll(async () => {
  for (const folder of folders) folder.remove();
  await staging.stop();
});

/** Drives a script of which only the lengths are changed; the counts that it wants are those of its full length. */
async function driveShort(file: string, lengths: Readonly<Record<string, string>>): Promise<readonly Seen[]> {
  const folder = inFolder(scriptsOf(model, { seconds: 360 }));
  folders.push(folder);
  let text = readFileSync(join(folder.path, file), 'utf8');
  for (const [from, to] of Object.entries(lengths)) {
    if (!text.includes(from)) throw new Error(`${file} no longer holds ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(join(folder.path, file), text.replaceAll(/count>=\d+/g, 'count>=1'));
  staging.seen.length = 0;
  const ran = await runNode([k6Driver, 'run', file], { cwd: folder.path, env: { BASE_URL: staging.address } });
  expect([ran.stderr, ran.code]).toEqual(['', 0]);
  return [...staging.seen];
}

/** Requests in each second since the first one. */
function perSecond(seen: readonly Seen[]): number[] {
  const begun = seen[0]?.at ?? 0;
  const counts: number[] = [];
  for (const { at } of seen) {
    const second = Math.floor((at - begun) / 1000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count ?? 0);
}

const shareOf = (seen: readonly Seen[], path: string) => seen.filter((one) => one.path === path).length / seen.length;

describe('what a staging server sees, in seconds instead of minutes, of', () => {
  it('a curve: one recorded rate after the other', async () => {
    const seen = await driveShort('curve.js', { '[60, ': '[1, ' });
    expect(Math.abs(seen.length / 180 - 1)).toBeLessThan(0.05);
    expect(Math.abs(shareOf(seen, '/products') - 0.6)).toBeLessThan(0.02);
    const counts = perSecond(seen);
    const [even, odd] = [0, 1].map((start) => [0, 2, 4].reduce((sum, at) => sum + (counts[start + at] ?? 0), 0));
    // 60 and 120 in either order; a busy machine is late by tenths of a second.
    expect(Math.max(even ?? 0, odd ?? 0) / Math.min(even ?? 0, odd ?? 0)).toBeGreaterThan(1.5);
  });

  it('a spike: three times as much, and then as before', async () => {
    const seen = await driveShort('spike.js', {
      "'2m'": "'1s'",
      "'10s'": "'1s'",
      "'1m', t": "'2s', t",
      "'5m'": "'1s'",
    });
    // 30 a second, up to 90 and down again within a second each.
    expect(Math.abs(seen.length / (30 + 60 + 180 + 60 + 30) - 1)).toBeLessThan(0.05);
    expect(Math.abs(shareOf(seen, '/search') - 0.4)).toBeLessThan(0.02);
    const counts = perSecond(seen);
    expect((counts[2] ?? 0) + (counts[3] ?? 0)).toBeGreaterThan(140);
    expect(counts[0]).toBeLessThan(50);
    expect(counts[5]).toBeLessThan(60);
  });

  it('a soak: the average of the day, all the time', async () => {
    const seen = await driveShort('soak.js', { "'4h'": "'4s'" });
    expect(Math.abs(seen.length / (4 * 40) - 1)).toBeLessThan(0.05);
    expect(Math.abs(shareOf(seen, '/products') - 0.6)).toBeLessThan(0.02);
    const counts = perSecond(seen);
    for (const second of [0, 1, 2, 3]) expect(Math.abs((counts[second] ?? 0) - 40)).toBeLessThan(15);
  });
});
