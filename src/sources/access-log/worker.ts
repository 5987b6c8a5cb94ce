import { parentPort, workerData } from 'node:worker_threads';
import type { Partial } from '../../traffic/tally/partial.ts';
import type { Block } from './block.ts';
import { blockCounter, type CountingSettings } from './tally-block.ts';

const countBlock = blockCounter(workerData as CountingSettings);

/** What is handed over instead of copied. */
function buffersOf({ cells, seconds }: Partial): ArrayBuffer[] {
  const { statuses, durations, sizes, minutes, queries } = cells;
  return [statuses, durations, sizes, minutes, queries, seconds].map(({ buffer }) => buffer);
}

parentPort?.on('message', (block: Block) => {
  const partial = countBlock(block);
  parentPort?.postMessage(partial, buffersOf(partial));
});
