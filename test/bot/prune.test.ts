import { expect, it } from 'vitest';
import { openStore } from '../../bot/store/open-store.ts';
import { prune } from '../../bot/store/prune.ts';
import { describeOnEmbeddedStore } from './stores.ts';

const now = new Date('2026-11-21T12:00:00Z');

describeOnEmbeddedStore('what is long done', (fresh) => {
  it('is forgotten, and nothing else', async () => {
    const store = await openStore(await fresh(), () => {});
    const ids = async (table: string, column: string) =>
      (await store.query<{ id: string }>(`SELECT ${column}::text AS id FROM ${table} ORDER BY 1`)).map(({ id }) => id);
    await store.query(
      `INSERT INTO deliveries (id, event, payload, state, received_at, finished_at)
       SELECT state || age, 'push', '{}', state, $1::timestamptz - make_interval(days => age),
              CASE WHEN state <> 'waiting' THEN $1::timestamptz - make_interval(days => age) END
       FROM unnest(ARRAY['done', 'dead', 'waiting']) AS state, unnest(ARRAY[29, 31, 89, 91]) AS age
       UNION ALL SELECT 'many' || n, 'push', '{}', 'done', $1, $1::timestamptz - interval '31 days'
       FROM generate_series(1, 1001) AS n`,
      [now],
    );
    await store.query(
      `INSERT INTO confirmations
         (code, repository, environment, sha, actor, origin, line, command, delivery_id, expires_at)
       SELECT 'c' || age, 'octo/shop', 'production', 'a', 'ann', '{}', '', '{}', 'd' || age,
              $1::timestamptz - make_interval(days => age)
       FROM unnest(ARRAY[-1, 6, 8]) AS age`,
      [now],
    );
    await store.query(
      `INSERT INTO slack_threads
         (id, repository, installation, topic, event, severity, is_open, is_routed, next_at, changed_at)
       SELECT id, 'octo/shop', 5, 't' || id, 'drift', 'warn', id = 1, id <> 2, $1,
              $1::timestamptz - make_interval(days => CASE id WHEN 3 THEN 29 ELSE 31 END)
       FROM generate_series(1, 5) AS id`,
      [now],
    );
    await store.query(
      `INSERT INTO slack_parts (id, thread, part, body, wanted_at) VALUES (1, 4, '', '', $1), (2, 5, '', '', $1)`,
      [now],
    );
    await store.query(
      `INSERT INTO slack_messages (part, channel, is_settled, next_at) VALUES (1, 'C1', false, $1), (2, 'C1', true, $1)`,
      [now],
    );
    await store.query(
      `INSERT INTO profiles (repository, environment, service, signer, digest, collected_at, received_at, profile)
       SELECT 'octo/shop', 'production', 's', 'k', 'p' || age, $1, $1::timestamptz - make_interval(days => age), '{}'
       FROM unnest(ARRAY[29, 31]) AS age`,
      [now],
    );
    await store.query(
      `WITH kept AS (
         INSERT INTO validations (repository, service, question, decision, sha, generated_at, received_at, report)
         SELECT 'octo/shop', 's', 'fidelity', 'pass', 'm' || age, $1, $1::timestamptz - make_interval(months => age), '{}'
         FROM unnest(ARRAY[12, 14]) AS age RETURNING id)
       INSERT INTO comparisons SELECT gen_random_uuid(), gen_random_uuid(), id FROM kept`,
      [now],
    );
    await store.query(
      `INSERT INTO gate_overrides (id, repository, environment, sha, by, reason, granted_at, expires_at)
       SELECT gen_random_uuid(), 'octo/shop', 'production', 'm' || age, 'ann', '', $1::timestamptz - make_interval(months => age), $1
       FROM unnest(ARRAY[12, 14]) AS age`,
      [now],
    );
    await store.query(
      `INSERT INTO gate_requests (repository, installation_id, run_id, environment, asked_at, state, due_at)
       SELECT 'octo/shop', 5, age, state, $1::timestamptz - make_interval(days => age), state, $1
       FROM unnest(ARRAY['waiting', 'approved']) AS state, unnest(ARRAY[89, 91]) AS age`,
      [now],
    );
    await store.query(
      `INSERT INTO schedule_slots (repository, slot, state, missed, started_at)
       SELECT state || age, $1::timestamptz - make_interval(days => age), state, 0, $1
       FROM unnest(ARRAY['running', 'done']) AS state, unnest(ARRAY[89, 91]) AS age`,
      [now],
    );
    await store.query(
      `INSERT INTO commands (delivery_id, repository, actor, given_at)
       SELECT 'd' || age, 'octo/shop', 'ann', $1::timestamptz - make_interval(days => age) FROM unnest(ARRAY[1, 3]) AS age`,
      [now],
    );
    expect(await prune(store, now)).toBe(1001 + 3 + 1 + 1 + 1 + 7);
    expect(await ids('profiles', 'digest')).toEqual(['p29']);
    expect(await ids('validations', 'sha')).toEqual(['m12']);
    // With a verdict goes what it was made of.
    expect(await ids('comparisons', 'reference')).toHaveLength(1);
    expect(await ids('gate_overrides', 'sha')).toEqual(['m12']);
    expect(await ids('gate_requests', 'state || run_id')).toEqual(['approved89', 'waiting89', 'waiting91']);
    expect(await ids('schedule_slots', 'repository')).toEqual(['done89', 'running89', 'running91']);
    expect(await ids('commands', 'delivery_id')).toEqual(['d1']);
    expect(await ids('deliveries', 'id')).toEqual([
      'dead29',
      'dead31',
      'dead89',
      'done29',
      'waiting29',
      'waiting31',
      'waiting89',
      'waiting91',
    ]);
    expect(await ids('confirmations', 'code')).toEqual(['c-1', 'c6']);
    // Open, not yet routed, too young, and not yet shown.
    expect(await ids('slack_threads', 'id')).toEqual(['1', '2', '3', '4']);
    expect(await prune(store, now)).toBe(0);
    // A replica whose clock is a year ahead takes nothing for old that is young.
    await store.query(
      `INSERT INTO deliveries (id, event, payload, state, finished_at) VALUES ('young', 'push', '{}', 'done', now())`,
    );
    await prune(store, new Date(Date.now() + 365 * 86_400_000));
    expect(await ids('deliveries', 'id')).toContain('young');
    await store.close();
  });
});
