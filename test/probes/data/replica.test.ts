import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { productionShop, shopSql } from '../../fixtures/database/shop.ts';
import { differences, verdictOnData } from '../../judge/data/compared.ts';
import { describeWithPostgres } from '../../postgres-server/describe-with-postgres.ts';
import { runProgram, startPostgres } from '../../postgres-server/start-postgres.ts';
import { usePostgres } from '../../postgres-server/use-postgres.ts';
import { catalogueOf, database, profileOf, tableOf } from './collected.ts';

describeWithPostgres('a streaming replica', [15], (version) => {
  const primary = usePostgres({ version, settings: { wal_level: 'replica' } }, async (postgres) => {
    await postgres.createDatabase('shop', { sql: shopSql(productionShop(5000)) });
    await postgres.run('ANALYZE', 'shop');
  });

  it('tells rows and statistics as its primary does, and says what it does not know', async () => {
    const replica = await startPostgres({
      version,
      prepare: async (data, bin) => {
        const from = ['-h', '127.0.0.1', '-p', `${primary().port}`, '-U', 'postgres'];
        await runProgram(join(bin, 'pg_basebackup'), [...from, '-D', data, '-R', '-X', 'stream', '-c', 'fast']);
        await chmod(data, 0o700);
      },
    });
    try {
      const [own, other] = [database(primary().url('shop')), database(replica.url('shop'))];
      const [left, right] = [await profileOf('production', own), await profileOf('staging', other)];
      const catalogue = await catalogueOf(other);
      expect(catalogue.server.replica).toBe(true);
      expect(tableOf(catalogue, 'orders')).toMatchObject({ rows: 5000, statistics: 'read', analyzedAt: null });
      expect(right.sections.data?.remarks.map(({ reason }) => reason)).toContain('not-on-a-replica');
      expect(right.sections.data?.remarks.map(({ reason }) => reason)).not.toContain('never-analysed');
      expect(differences(verdictOnData(left, right))).toEqual([]);
      const [streaming] = await primary().run('SELECT count(*)::int AS replicas FROM pg_stat_replication');
      expect(streaming).toEqual({ replicas: 1 });
      await expect(replica.run('CREATE TABLE x ()', 'shop')).rejects.toThrow('read-only');
    } finally {
      await replica.stop();
    }
  });
});
