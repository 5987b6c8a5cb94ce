/** Wakes whoever waits for something to do. */
export interface Bell {
  ring(): void;
  /** Resolves when the bell rings, or after so many milliseconds; at once where it rang since the last wait. */
  wait(milliseconds: number): Promise<void>;
}

/** Makes a bell that remembers one ring. */
export function createBell(): Bell {
  let rang = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rang = true;
      wake?.();
    },
    async wait(milliseconds) {
      if (!rang) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rang = false;
      wake = null;
    },
  };
}
