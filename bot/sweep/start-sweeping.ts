import type { Leader } from '../store/leader.ts';
import { prune } from '../store/prune.ts';
import { type Sweeping, sweepDeliveries } from './sweep-deliveries.ts';

export interface Sweeper {
  /** Sweeps no more, and waits for a sweep that runs. */
  stop(): Promise<void>;
}

/**
 * Sweeps at once and then again and again, where this replica leads; and forgets what was done with long ago.
 *
 * @param onError told why a sweep broke off; the next one goes on
 */
export function startSweeping(
  sweeping: Sweeping & { readonly leader: Leader; readonly everyMilliseconds: number | null },
  onError: (error: unknown) => void,
): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const { everyMilliseconds: pause } = sweeping;
  if (pause === null) return { stop: async () => {} };
  const once = async (): Promise<void> => {
    if (sweeping.leader.isLeader()) {
      await sweepDeliveries(sweeping).catch(onError);
      await prune(sweeping.store, sweeping.now()).catch(onError);
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      running = once();
    }, pause);
  };
  let running = once();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
