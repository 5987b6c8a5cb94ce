import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { eventually } from '../bot/eventually.ts';
import { cliBundle } from '../process/run-cli.ts';
import { type Shop, useShop, writesOf } from './shop-history.ts';

/** A rollback as a process, and what it has said so far. */
function start(shop: Shop, ...args: readonly string[]): ChildProcess & { said: string; done: Promise<unknown> } {
  const child = spawn(process.execPath, [cliBundle, 'rollback', 'production', ...args], {
    cwd: shop.folder,
    env: { PATH: process.env['PATH'], HOME: shop.folder, ...shop.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running = Object.assign(child, { said: '', done: once(child, 'close') });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      running.said += text;
    });
  }
  return running;
}

it('a rollback that is interrupted says how far it is and how to go on, and is gone on with', async () => {
  const shop = await useShop('deployment');
  const { deployments } = shop.github.state;
  shop.github.state.deploy = ({ statuses }) => statuses.push({ state: 'in_progress' });

  const first = start(shop, '--yes', '--service', 'shop');
  await eventually(() => expect(first.said).toContain('deployment 703 is in_progress'));
  first.kill('SIGINT');
  await first.done;
  expect(first.exitCode).toBe(3);
  expect(first.said).toContain('It is not finished. The old release was asked for; whoever deploys goes on with that');
  expect(first.said).toContain('To go on: tollgate rollback production --service shop --resume');

  // At once, without waiting for a lease of the one before; a job that is cancelled ends it by SIGTERM.
  const second = start(shop, '--resume');
  await eventually(() => expect(second.said).toContain('deployment 703 is in_progress'));
  second.kill('SIGTERM');
  await second.done;
  expect([second.exitCode, second.said]).toEqual([3, expect.stringContaining('It is not finished')]);

  deployments.at(-1)?.statuses.push({ state: 'success' });
  expect(await shop.cli('production', '--resume')).toMatchObject({ code: 0 });
  expect(deployments.slice(3).map(({ sha }) => sha)).toEqual([shop.good]);
  const nothing = await shop.cli('production', '--resume');
  expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('no rollback of shop in production') });
});

it('a rollback that is interrupted before it was begun changes nothing; one that only waits to look again is done', async () => {
  const shop = await useShop('deployment', { watch: '30m' });
  let early: ChildProcess | null = null;
  shop.github.afterwards = (operation) => {
    if (operation === 'repos/list-deployments') early?.kill('SIGTERM');
    return false;
  };
  const stopped = start(shop, '--yes');
  early = stopped;
  await stopped.done;
  expect([stopped.exitCode, stopped.said]).toEqual([3, expect.stringContaining('Nothing was changed.')]);
  expect(writesOf(shop.github)).toEqual([]);

  shop.github.afterwards = () => false;
  const watching = start(shop, '--yes');
  await eventually(() => expect(watching.said).toContain('it came up; looking again at'));
  watching.kill('SIGHUP');
  await watching.done;
  expect([watching.exitCode, watching.said]).toEqual([
    0,
    expect.stringContaining('It came up. To look again when it is time: tollgate rollback production --resume'),
  ]);
});
