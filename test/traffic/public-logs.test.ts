// Where the public data is missing, its tests are skipped with the reason, so the suite's title is computed.
/* oxlint-disable vitest/valid-title, vitest/no-disabled-tests */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelOf } from './model-of.ts';

const data = process.env['TOLLGATE_TEST_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
const folder = join(data, 'access-logs');
const title = `public access logs in ${folder}`;
const isThere = existsSync(folder);
if (!isThere) console.warn(`skipped: ${title}: there is no such folder (TOLLGATE_TEST_DATA)`);

describe.skipIf(!isThere)(title, () => {
  it('two days of Apache: every line read, and no peak claimed where the log only knows hours', async () => {
    const model = await modelOf([join(folder, 'apache_combined_17-18May2015.log')]);
    expect(model.source).toMatchObject({
      lines: 4525,
      parsed: 4525,
      malformed: 0,
      format: 'combined',
      resolution: 3600,
    });
    expect(model.source.outOfOrder).toBeGreaterThan(0);
    expect(model.total.rate).toBeNull();
    expect(model.routes.every(({ rate }) => rate === null)).toBe(true);
    expect(model.arrivals).toMatchObject({ perMinute: null, busiestHour: null });
    expect(model.arrivals.hourOfDay).not.toBeNull();
    expect(model.sessions).toBeNull();
    const left = model.excluded.map(({ rule, count }) => [rule, count]);
    expect(Object.fromEntries(left)).toMatchObject({ bot: expect.any(Number) });
  });
});
