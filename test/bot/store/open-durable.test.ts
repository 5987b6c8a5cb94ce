import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDurable } from '../../../bot/store/open-durable.ts';
import { openEmbedded } from '../../../bot/store/open-embedded.ts';
import { createTurns } from '../../../bot/store/take-turns.ts';
import { embeddedTemplate } from '../embedded-template.ts';

interface Synced {
  readonly FS: {
    lookupPath(path: string): { node: { stream_ops: { fsync?: (stream: { path: string }) => number } } };
  };
}

it.each([{ isSafe: true }, { isSafe: false }])(
  'every commit waits for the disk where it is to be safe: $isSafe',
  async ({ isSafe }) => {
    const root = mkdtempSync(join(tmpdir(), 'tollgate-durable-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    cpSync(await embeddedTemplate(), join(root, 'store'), { recursive: true });
    const lite = await openDurable(join(root, 'store'), isSafe);
    onTestFinished(() => lite.close());
    const { rows } = await lite.query<{ fsync: string }>(`SELECT current_setting('fsync') AS fsync`);
    expect(rows).toEqual([{ fsync: isSafe ? 'on' : 'off' }]);
    const operations = (lite.Module as unknown as Synced).FS.lookupPath('/pglite/data/PG_VERSION').node.stream_ops;
    const synced: string[] = [];
    const sync = operations.fsync;
    operations.fsync = (stream) => {
      synced.push(stream.path);
      return sync?.(stream) ?? 0;
    };
    await lite.query(`INSERT INTO deliveries (id, event, payload) VALUES ('1', 'push', '{}')`);
    const log = synced.filter((path) => path.includes('pg_wal'));
    expect(log.length > 0).toBe(isSafe);
    // A checkpoint brings files and folders to the disk, before what they are made from is thrown away.
    await lite.exec('CHECKPOINT');
    expect(synced.some((path) => path.includes('/base/'))).toBe(isSafe);
  },
  60_000,
);

it('a store that has ended says so, and lets nobody wait', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-ended-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  cpSync(await embeddedTemplate(), join(root, 'store'), { recursive: true });
  const store = await openEmbedded(join(root, 'store'), false);
  await expect(store.query('SELECT nothing')).rejects.toMatchObject({ code: '42703' });
  await expect(store.transaction((inside) => inside.query('SELECT 1/0'))).rejects.toThrow('division by zero');
  expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await store.close();
  await expect(store.query('SELECT 1')).rejects.toThrow('the embedded store has ended');
}, 60_000);

it('who is urgent goes before those that wait, and a failure holds up nobody', async () => {
  const turns = createTurns();
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const takes = [
    turns.take(() => first.promise.then(() => order.push('first')), false),
    turns.take(async () => order.push('second'), false),
    turns.take(() => Promise.reject(new Error('no')), true).catch(({ message }: Error) => order.push(message)),
    turns.take(async () => order.push('urgent'), true),
  ];
  first.resolve();
  await Promise.all(takes);
  expect(order).toEqual(['first', 'no', 'urgent', 'second']);
});
