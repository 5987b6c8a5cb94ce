import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrafficModel } from '../../src/model/traffic-model.ts';
import { type ShopLog, shopLog } from '../fixtures/traffic/shop-log.ts';
import { logFolder, modelOf } from './model-of.ts';

const lines = 1_000_000;
const { folder } = logFolder();
const file = join(folder, 'access.log');
let log: ShopLog;
let model: TrafficModel;

/** Nearest rank. */
function exact(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}

beforeAll(async () => {
  log = shopLog({ lines });
  const target = openSync(file, 'w');
  for (const piece of log.pieces) writeSync(target, piece);
  closeSync(target);
  model = await modelOf([file], { workers: 2 });
}, 120_000);

describe('a log of a million lines with known answers', () => {
  it('counts every line, route, status and minute exactly', () => {
    expect(model.source).toMatchObject({ lines, parsed: lines, malformed: 0, excluded: 0, resolution: 1 });
    expect(model.routes.map(({ method, route }) => `${method} ${route}`).sort()).toEqual([...log.routes.keys()].sort());
    for (const route of model.routes) {
      const known = log.routes.get(`${route.method} ${route.route}`);
      expect(route.count).toBe(known?.count);
      expect(route.status).toEqual({ 200: known?.status.get(200), 500: known?.status.get(500) });
      expect(route.rate?.maxPerMinute).toBe(Math.max(...(known?.perMinute.values() ?? [])));
      expect(route.rate?.avgPerMinute).toBeCloseTo((known?.count ?? 0) / 1440, 2);
    }
    expect(model.arrivals.perMinute?.counts.length).toBe(1440);
    expect(model.arrivals.perMinute?.counts.reduce((sum, count) => sum + count, 0)).toBe(lines);
  });

  it('gives quantiles within 2 % of the exact ones', () => {
    for (const route of model.routes) {
      const known = log.routes.get(`${route.method} ${route.route}`);
      for (const [name, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const) {
        const duration = exact(known?.durations ?? [], share) / 1000;
        const size = exact(known?.sizes ?? [], share);
        expect(Math.abs((route.latency?.[name] ?? Number.NaN) / duration - 1), `${route.route} ${name}`).toBeLessThan(
          0.02,
        );
        expect(Math.abs((route.bytes?.[name] ?? Number.NaN) / size - 1), `${route.route} ${name}`).toBeLessThan(0.02);
      }
      const mean = (known?.durations ?? []).reduce((sum, one) => sum + one, 0) / (known?.count ?? 1) / 1000;
      expect(route.latency?.mean).toBeCloseTo(mean, 5);
    }
  });

  it('gives the same bytes with two threads and with three', async () => {
    const text = JSON.stringify(model);
    expect(JSON.stringify(await modelOf([file], { workers: 3 }))).toBe(text);
  }, 60_000);
});
