import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { runProgram } from '../../postgres-server/start-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { database, profileOf } from '../../probes/data/collected.ts';
import { differences, verdictOnData } from './compared.ts';

const folder = process.env['TOLLGATE_TEST_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data');
const dump = join(folder, 'database/schema/pagila_with_data.sql');
const expected = join(folder, 'database/pagila-pairs/expected.json');

describeWithPostgres('Pagila, a public database', [15], (version) => {
  const isThere = existsSync(dump) && existsSync(expected);
  const known = isThere ? JSON.parse(readFileSync(expected, 'utf8')) : {};
  const indexes: string[] = known.staging_noindex?.['_missing_indexes'] ?? [];
  if (!isThere) console.warn(`skipped: Pagila: there is no ${dump}`);
  const server = usePostgres({ version }, async (postgres) => {
    if (!isThere) return;
    await postgres.createDatabase('production');
    const address = postgres.url('production');
    await runProgram(join(postgres.bin, 'psql'), ['-q', '-o', '/dev/null', '-d', address, '-f', dump]).catch(() => {});
    await postgres.run('ANALYZE', 'production');
    await postgres.createDatabase('same', { template: 'production' });
    await postgres.run('ANALYZE', 'same');
    await postgres.createDatabase('without', { template: 'production' });
    for (const name of indexes) await postgres.run(`DROP INDEX ${name}`, 'without');
    await postgres.run('ANALYZE', 'without');
  });
  const compare = async (staging: string) => {
    const [left, right] = ['production', staging].map((name) => database(server().url(name)));
    if (left === undefined || right === undefined) throw new Error('two databases are compared');
    return differences(verdictOnData(await profileOf('production', left), await profileOf('staging', right)));
  };

  it.skipIf(!isThere)('is silent about its twin', async () => {
    expect(await compare('same')).toEqual([]);
  });

  it.skipIf(!isThere)('names the five indexes that its pair lacks', async () => {
    const found = await compare('without');
    expect(indexes).toHaveLength(5);
    expect(found).toHaveLength(5);
    for (const name of indexes)
      expect(found.some((one) => one.startsWith('data/missing-index') && one.includes(name))).toBe(true);
  });
});
