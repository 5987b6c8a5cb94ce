import type { Verdict } from '../model/verdict.ts';
import type { CanaryRecords } from './open-canary-records.ts';

/** Who ended a canary by hand, and why. */
export interface AbortedByHand {
  readonly by: string;
  readonly reason: string | null;
}

/** The record of one canary, as the command that runs it keeps it. */
export interface RecordedCanary {
  /** Null while nobody has aborted it; throws where GitHub does not say. */
  aborted(): Promise<AbortedByHand | null>;
  end(verdict: Verdict): Promise<void>;
}

/** Notes that a canary begins. @param run tells it from all others */
export async function recordCanary(
  records: CanaryRecords,
  { run, sha }: { readonly run: string; readonly sha: string | null },
): Promise<RecordedCanary> {
  const where = records.current;
  await records.append(where, { action: 'begin', run, sha });
  return {
    async aborted() {
      const read = await records.read(where);
      // What cannot be read may be a word to stop.
      if (read.kind === 'unreadable')
        return { by: 'nobody knows whom', reason: `${read.ref} cannot be read: ${read.why}` };
      return read.kind === 'canary' && read.canary.run === run ? read.canary.aborted : null;
    },
    async end({ decision, reasonCode, summary }) {
      await records.append(where, { action: 'end', run, decision, reasonCode, summary: summary.slice(0, 1000) });
    },
  };
}
