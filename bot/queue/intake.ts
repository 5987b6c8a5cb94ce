/** What is being written down so that it can be acknowledged: others wait for that, so what nobody waits for stands back. */
export interface Intake {
  /** Does something that somebody waits for. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is being written down, or after so many milliseconds. */
  quiet(most: number): Promise<void>;
}

/** Makes an intake at which nothing goes on. */
export function createIntake(): Intake {
  let under = 0;
  const waiting = new Set<() => void>();
  return {
    async during(work) {
      under += 1;
      try {
        return await work();
      } finally {
        under -= 1;
        if (under === 0) for (const wake of waiting) wake();
      }
    },
    quiet: (most) =>
      new Promise((resolve) => {
        if (under === 0) {
          resolve();
          return;
        }
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, most);
        waiting.add(wake);
      }),
  };
}
