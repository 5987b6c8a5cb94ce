/** Signals by which people and runners stop a program. */
export const stoppingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface StopWatch {
  readonly isStopped: () => boolean;
  /** Lets the signals do what they do otherwise. */
  readonly end: () => void;
}

/** Notes the first signal to stop, so that nothing further is begun after it; the second one ends this process as always. */
export function watchStop(): StopWatch {
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  for (const signal of stoppingSignals) process.once(signal, stop);
  return {
    isStopped: () => isStopped,
    end: () => {
      for (const signal of stoppingSignals) process.removeListener(signal, stop);
    },
  };
}
