import { expect, it } from 'vitest';
import { inParallel } from '../../src/commands/canary/backtest/in-parallel.ts';

/** Work that ends only when it is told to. */
function held() {
  const waiting: (() => void)[] = [];
  let running = 0;
  const begun: number[] = [];
  const seen = { most: 0 };
  const work = async (item: number) => {
    begun.push(item);
    running += 1;
    seen.most = Math.max(seen.most, running);
    await new Promise<void>((resolve) => waiting.push(resolve));
    running -= 1;
    if (item < 0) throw new Error(`no ${item}`);
    return item * 10;
  };
  /** Ends the latest first, so that results come out of order. */
  const finish = async (promise: Promise<unknown>) => {
    const state = { isOver: false };
    const over = () => {
      state.isOver = true;
    };
    promise.then(over, over);
    while (!state.isOver) {
      waiting.pop()?.();
      await Promise.resolve();
    }
  };
  return { work, finish, begun, seen };
}

it('keeps the order, and never does more at once than it may', async () => {
  const { work, finish, seen } = held();
  const done = inParallel([1, 2, 3, 4, 5, 6, 7], 3, work);
  await finish(done);
  expect(await done).toEqual([10, 20, 30, 40, 50, 60, 70]);
  expect(seen.most).toBe(3);
});

it('begins nothing more after a failure, and throws it', async () => {
  const { work, finish, begun } = held();
  const done = inParallel([1, -2, 3, 4, 5], 2, work);
  await finish(done);
  await expect(done).rejects.toThrow('no -2');
  expect(begun.length).toBeLessThan(5);
});
