// Threads have no origin.
/* oxlint-disable unicorn/require-post-message-target-origin */
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreAnswer, StoreCall } from './store/embedded-call.ts';
import { openDurable } from './store/open-durable.ts';

/** The thread in which the embedded PostgreSQL runs: what it computes, and what it waits for on the disk, holds up nobody who is to be answered. */
const { folder, isSafe } = workerData as { folder: string; isSafe: boolean };
const lite = await openDurable(folder, isSafe);

async function carryOut({ kind, text, values }: StoreCall): Promise<object[]> {
  if (kind === 'close') {
    await lite.close();
    return [];
  }
  if (values.length > 0) return (await lite.query<object>(text, [...values])).rows;
  try {
    // Without values it may be several statements.
    return (await lite.exec(text)).flatMap(({ rows }) => rows as object[]);
  } catch (error) {
    // Of several statements the first may have begun a transaction; outside of one this does nothing.
    if (kind === 'batch') await lite.exec('ROLLBACK').catch(() => {});
    throw error;
  }
}

function failureOf(error: unknown): StoreAnswer['failure'] {
  const { message, code } = Object(error) as { message?: unknown; code?: unknown };
  return { message: String(message ?? error), code: typeof code === 'string' ? code : null };
}

parentPort?.on('message', (call: StoreCall) => {
  const answer = (given: Omit<StoreAnswer, 'id'>) => parentPort?.postMessage({ id: call.id, ...given });
  carryOut(call).then(
    (rows) => answer({ rows, failure: null }),
    (error: unknown) => answer({ rows: [], failure: failureOf(error) }),
  );
});
parentPort?.postMessage({ id: 0, rows: [], failure: null } satisfies StoreAnswer);
