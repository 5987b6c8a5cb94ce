import { expect, it } from 'vitest';
import { hotRows, startHotRow } from '../faulty-servers/hot-row.ts';
import { incidentOf } from '../incidents/guards/incident.ts';
import { describeWithPostgres } from '../postgres-server/describe-with-postgres.ts';
import { usePostgres } from '../postgres-server/use-postgres.ts';
import { provings } from './proving.ts';

const newProving = provings();

describeWithPostgres('the guard of a deadlock', [15], (version) => {
  const server = usePostgres({ version, settings: { deadlock_timeout: '50ms' } });

  it('fails where two rows are locked in any order, and passes where they always come in one', {
    timeout: 60_000,
  }, async () => {
    const sides = await Promise.all(
      (['faulty', 'fixed'] as const).map(async (state) => {
        const database = await server().createDatabase(state, { sql: hotRows });
        return startHotRow(state, server().url(database));
      }),
    );
    const [bad, good] = sides;
    try {
      const endpoint = { method: 'POST', path: '/orders' } as const;
      const facts = incidentOf('lock_contention', { concurrency: 12, endpoint, latency: 1500, table: 'stock' });
      const addresses = { bad: bad?.address ?? '', good: good?.address ?? '' };
      const result = await newProving(facts).prove({ ...addresses, environment: { DURATION: '3s' } });
      expect([result.message, result.bad.why, result.good.why].join('\n')).toMatch(/guard_failed rate<=0.05/);
      expect(result.result).toBe('proven');
      const [row] = await server().run("select deadlocks from pg_stat_database where datname = 'faulty'");
      expect(Number(row?.['deadlocks'])).toBeGreaterThan(0);
    } finally {
      await Promise.all(sides.map((side) => side.stop()));
    }
  });
});
