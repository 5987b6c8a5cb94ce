import type { AbortedByHand, RecordedCanary } from '../../../canary-records/record-canary.ts';
import type { Progress } from '../../../model/ports.ts';

/** Hears whether somebody ends a canary by hand. */
export interface AbortWatch {
  /** Asks, and tells whether somebody has; where nobody knows it is said, or thrown where one has to be sure. */
  readonly look: (isSure: boolean) => Promise<boolean>;
  /** Who did, as far as was heard. */
  readonly aborted: () => AbortedByHand | null;
}

/** While GitHub is away a canary goes on, but what nobody knows is no pass: at the end one has to be sure. */
export function watchAborts(record: RecordedCanary | null, progress: Progress): AbortWatch {
  let heard: AbortedByHand | null = null;
  return {
    aborted: () => heard,
    async look(isSure) {
      if (record === null || heard !== null) return heard !== null;
      try {
        heard = await record.aborted();
      } catch (error) {
        if (isSure) throw error;
        progress(
          `whether somebody has aborted it is not known: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      return heard !== null;
    },
  };
}
