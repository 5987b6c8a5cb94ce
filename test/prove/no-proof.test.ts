import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startPool } from '../faulty-servers/pool.ts';
import { incidentOf } from '../incidents/guards/incident.ts';
import { k6OnPath } from '../k6-driver/k6-on-path.ts';
import { startStaging } from '../k6-driver/start-staging.ts';
import { closedAddress } from '../process/closed-address.ts';
import { provings } from './proving.ts';

const newProving = provings();
const facts = incidentOf('connection_pool_exhaustion', { concurrency: 10, poolSize: 5, latency: 2000 });
const DURATION = '1s';
const timeout = 120_000;
const changed = (text: string) => text.replace('export function setup() {', 'export function setup() {\n  missing();');

describe.concurrent('no proof', { timeout }, () => {
  it('is a guard that passes on both: it would not have caught the incident', async () => {
    const [one, two] = await Promise.all([startStaging(), startStaging()]);
    const proving = newProving(facts);
    const result = await proving.prove({ bad: one.address, good: two.address, environment: { DURATION } });
    await Promise.all([one.stop(), two.stop()]);
    expect([result.result, result.recorded, result.message]).toEqual([
      'refuted',
      true,
      expect.stringContaining('would not have caught'),
    ]);
    expect(proving.index().incidents[0]?.proof).toMatchObject({ bad: { outcome: 'passed' } });
  });

  it('is a guard that fails on both: it would always be red', async () => {
    const [one, two] = await Promise.all([startPool('faulty'), startPool('faulty')]);
    const proving = newProving(facts, { users: 30 });
    const result = await proving.prove({ bad: one.address, good: two.address, environment: { DURATION: '2s' } });
    await Promise.all([one.stop(), two.stop()]);
    expect([result.result, result.message]).toEqual(['refuted', expect.stringContaining('always be red')]);
  });

  it('is a bad target where nobody answers', async () => {
    const good = await startStaging();
    const proving = newProving(facts);
    const result = await proving.prove({ bad: await closedAddress(), good: good.address, environment: { DURATION } });
    await good.stop();
    expect([result.result, result.message]).toEqual(['unreachable', expect.stringContaining('bad: http://127.0.0.1')]);
    expect(proving.index().incidents[0]?.proof).toBeNull();
  });

  it.each([404, 401, 500])('is a bad target that answers %i before there is any load', async (status) => {
    const [bad, good] = await Promise.all([startStaging(() => ({ status })), startStaging()]);
    const result = await newProving(facts).prove({ bad: bad.address, good: good.address, environment: { DURATION } });
    await Promise.all([bad.stop(), good.stop()]);
    expect([result.result, result.recorded]).toEqual(['inconclusive', false]);
    expect(result.bad.why).toContain(`status ${status}`);
    expect(bad.seen.length).toBe(3);
  });

  it('is a bad target that sends everyone elsewhere, however fast', async () => {
    const elsewhere = { status: 301, headers: { location: 'https://127.0.0.1/' } };
    const [bad, good] = await Promise.all([startStaging(() => elsewhere), startStaging()]);
    const result = await newProving(facts).prove({ bad: bad.address, good: good.address, environment: { DURATION } });
    await Promise.all([bad.stop(), good.stop()]);
    expect([result.result, result.bad.why]).toEqual([
      'inconclusive',
      expect.stringContaining('status 301, a redirect to another address'),
    ]);
  });

  it('is a script that breaks', async () => {
    const [bad, good] = await Promise.all([startPool('faulty'), startPool('fixed')]);
    const proving = newProving(facts);
    writeFileSync(proving.guardFile, changed(readFileSync(proving.guardFile, 'utf8')));
    const result = await proving.prove({ bad: bad.address, good: good.address, environment: { DURATION } });
    await Promise.all([bad.stop(), good.stop()]);
    expect([result.result, result.bad.why]).toEqual([
      'inconclusive',
      expect.stringContaining('script threw an exception'),
    ]);
  });

  it('is a dependency that nobody made slow, a cache that nobody empties, an address that may be production', async () => {
    const [one, two] = await Promise.all([startStaging(), startStaging()]);
    const bad = one.address;
    const good = two.address;
    const why = async (name: 'dependency_failure' | 'thundering_herd', address = bad) =>
      (await newProving(incidentOf(name)).prove({ bad: address, good, environment: { DURATION } })).bad.why;
    expect(await why('dependency_failure')).toContain('nothing is slow yet');
    expect(await why('thundering_herd')).toContain('how the cache of staging is emptied');
    expect(await why('dependency_failure', bad.replace('127.0.0.1', '127.0.0.2'))).toMatch(
      /may be production|no connection/,
    );
    await Promise.all([one.stop(), two.stop()]);
  });

  it('is had without k6, and no target is asked then', async () => {
    const proving = newProving(facts);
    const given = { bad: 'http://127.0.0.1:1', good: 'http://127.0.0.1:2', environment: { PATH: '/nowhere' } };
    await expect(proving.prove({ ...given, k6: join(proving.folder, 'k6') })).rejects.toThrow(
      'is no program that can be run',
    );
  });

  it('is what another program’s exit code says', async () => {
    const staging = await startStaging();
    const proving = newProving(facts);
    const liar = join(k6OnPath(join(proving.folder, 'liar'), 'exit 99'), 'k6');
    const result = await proving.prove({
      bad: staging.address,
      good: staging.address.replace('127.0.0.1', 'localhost'),
      k6: liar,
    });
    await staging.stop();
    expect([result.result, result.recorded]).toEqual(['inconclusive', false]);
  });
});
