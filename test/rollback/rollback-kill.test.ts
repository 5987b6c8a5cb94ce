import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { cliBundle } from '../process/run-cli.ts';
import { hurriedClock } from './hurried-clock.ts';
import { personAt } from './in-process.ts';
import { type Shop, type StrategyName, useShop, writesOf } from './shop-history.ts';
import { useHook } from './use-hook.ts';

/** Starts a rollback and kills it right after GitHub has done the write with that number, before it hears of it. */
async function killedAfter(shop: Shop, write: number): Promise<boolean> {
  const child = spawn(process.execPath, [cliBundle, 'rollback', 'production', '--yes'], {
    cwd: shop.folder,
    env: { PATH: process.env['PATH'], HOME: shop.folder, ...shop.env },
    stdio: 'ignore',
  });
  let isKilled = false;
  shop.github.afterwards = () => {
    if (isKilled || writesOf(shop.github).length < write) return false;
    isKilled = true;
    child.kill('SIGKILL');
    return true;
  };
  await once(child, 'exit');
  shop.github.afterwards = () => false;
  return isKilled;
}

// Every write there is, is died after in rollback-crash.test.ts; here a real process is killed at some of them.
describe('kill -9', () => {
  it.each<StrategyName>(['deployment', 'webhook'])(
    'of a rollback is followed by somebody else, who ends it once: %s',
    { timeout: 60_000 },
    async (strategy) => {
      const whole = await useShop(strategy, { webhook: (await useHook()).url });
      expect(await whole.cli('production', '--yes')).toMatchObject({ code: 0 });
      const writes = writesOf(whole.github).length;
      await Promise.all(
        [2, Math.floor(writes / 3), writes].map(async (write) => {
          const hook = await useHook();
          const shop = await useShop(strategy, { webhook: hook.url });
          expect(await killedAfter(shop, write)).toBe(true);
          // After every lease that the killed process may hold.
          const clock = hurriedClock(Date.now() + 300_000);
          const bot = personAt(shop, { strategy, url: hook.url, token: 'ghs_installation', world: { clock } });
          const end = await bot.goOn();
          expect(end.state.ended, `write ${write} of ${writes}`).toMatchObject({ outcome: 'succeeded' });
          const { deployments } = shop.github.state;
          expect(deployments.slice(3).map(({ sha }) => sha)).toEqual(strategy === 'deployment' ? [shop.good] : []);
          const ids = new Set(hook.messages.map(({ headers }) => headers['idempotency-key']));
          expect([...ids]).toEqual(strategy === 'webhook' ? [end.state.plan.id] : []);
        }),
      );
    },
  );
});
