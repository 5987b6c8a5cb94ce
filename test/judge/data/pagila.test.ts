import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publicData as folder } from '../../fixtures/public-data.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { runProgram } from '../../postgres-server/start-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { database, profileOf } from '../../probes/data/collected.ts';
import { differences, verdictOnData } from './compared.ts';

const dump = join(folder, 'database/schema/pagila_with_data.sql');
const expected = join(folder, 'database/pagila-pairs/expected.json');
const plans = join(folder, 'database/pagila-pairs/prod.plans.json');

/** The queries of the pair, by name. */
function queriesOfPair(): Map<string, string> {
  const found: Record<string, { sql: string }> = JSON.parse(readFileSync(plans, 'utf8'));
  return new Map(Object.entries(found).map(([name, { sql }]) => [name, sql]));
}

describeWithPostgres('Pagila, a public database', [15], (version) => {
  const isThere = [dump, expected, plans].every((file) => existsSync(file));
  const known = isThere ? JSON.parse(readFileSync(expected, 'utf8')) : {};
  const indexes: string[] = known.staging_noindex?.['_missing_indexes'] ?? [];
  if (!isThere) console.warn(`skipped: Pagila: there is no ${dump}`);
  const server = usePostgres(
    { version, settings: { shared_preload_libraries: 'pg_stat_statements' } },
    async (postgres) => {
      if (!isThere) return;
      await postgres.createDatabase('production');
      const address = postgres.url('production');
      await runProgram(join(postgres.bin, 'psql'), ['-q', '-o', '/dev/null', '-d', address, '-f', dump]).catch(
        () => {},
      );
      await postgres.run('CREATE EXTENSION pg_stat_statements; ANALYZE', 'production');
      await postgres.createDatabase('same', { template: 'production' });
      await postgres.run('ANALYZE', 'same');
      await postgres.createDatabase('without', { template: 'production' });
      for (const name of indexes) await postgres.run(`DROP INDEX ${name}`, 'without');
      await postgres.run('ANALYZE', 'without');
      for (const sql of queriesOfPair().values()) await postgres.run(sql, 'production');
    },
  );
  const compare = async (staging: string) => {
    const [left, right] = ['production', staging].map((name) => database(server().url(name)));
    if (left === undefined || right === undefined) throw new Error('two databases are compared');
    return verdictOnData(await profileOf('production', left), await profileOf('staging', right));
  };

  it.skipIf(!isThere)('is silent about its twin', async () => {
    expect(differences(await compare('same'))).toEqual([]);
  });

  it.skipIf(!isThere)('names the five indexes that its pair lacks', async () => {
    const found = differences(await compare('without'));
    expect(indexes).toHaveLength(5);
    expect(found).toHaveLength(5);
    for (const name of indexes)
      expect(found.some((one) => one.startsWith('data/missing-index') && one.includes(name))).toBe(true);
  });

  it.skipIf(!isThere)('names the queries that become slower without them, from what production runs', async () => {
    const { findings } = await compare('without');
    const messages = findings.filter(({ check }) => check === 'missing-index').map(({ message }) => message);
    // The pair’s plans: these scan a whole table where they took an index.
    const slower = Object.entries<{ new_seq_scans?: string[] }>(known.staging_noindex).flatMap(([name, one]) =>
      (one.new_seq_scans ?? []).length > 0 ? [name] : [],
    );
    expect(slower.map((name) => name.slice(0, 3))).toEqual(['q01', 'q02', 'q03']);
    for (const name of slower) {
      const start = queriesOfPair().get(name)?.slice(0, 30) ?? 'no such query';
      expect(
        messages.some((message) => message.includes(`Endangers: `) && message.includes(start)),
        name,
      ).toBe(true);
    }
  });
});
