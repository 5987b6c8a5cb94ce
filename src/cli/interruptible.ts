import type { Output } from './output.ts';

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ctrl-C, a job that is cancelled, or a terminal that is closed; once: stop where it is safe; twice: at once, which is safe too. */
export function interruptible(output: Output): AbortSignal {
  const controller = new AbortController();
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(code);
      output.note('stopping after the request that is under way; again: at once');
      controller.abort();
    });
  }
  return controller.signal;
}
