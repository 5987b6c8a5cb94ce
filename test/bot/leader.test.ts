import { expect, it } from 'vitest';
import type { Database } from '../../bot/store/database.ts';
import { createLeader } from '../../bot/store/leader.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { describeOnStores } from './stores.ts';

const silent = () => {};

describeOnStores('the leader', (fresh) => {
  it('is one replica, until it resigns or says nothing for too long', async () => {
    const store = await openStore(await fresh(), silent);
    // Replicas share their store; one of its own would take over from the dead.
    const shared: Database = { ...store, isExclusive: false };
    const first = await createLeader(shared, silent);
    const second = await createLeader(shared, silent);
    expect([first.isLeader(), second.isLeader()]).toEqual([true, false]);
    await first.resign();
    await second.resign();
    const third = await createLeader(shared, silent);
    expect([first.isLeader(), third.isLeader()]).toEqual([false, true]);
    await store.query(`UPDATE leases SET expires_at = now() - interval '1 second'`);
    const fourth = await createLeader(shared, silent);
    expect(fourth.isLeader()).toBe(true);
    await third.resign();
    const fifth = await createLeader(shared, silent);
    expect(fifth.isLeader()).toBe(false);
    await Promise.all([fourth, fifth].map((one) => one.resign()));
    await store.close();
  });

  it('in a store of its own is whoever opens it: a crashed process holds nothing', async () => {
    const store = await openStore(await fresh(), silent);
    const own: Database = { ...store, isExclusive: true };
    await createLeader(own, silent);
    const next = await createLeader(own, silent);
    expect(next.isLeader()).toBe(true);
    await next.resign();
    await store.close();
  });
});
