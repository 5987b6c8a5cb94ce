import { z } from 'zod';
import { reasonCodes } from '../model/reason-codes.ts';
import { Decision } from '../model/verdict.ts';

const run = z.string().min(1).max(100);

/** One entry of the record of an environment’s canaries: each begins, may be aborted, and ends. */
export const CanaryEntry = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('begin'), run, sha: z.string().nullable() }),
  z.strictObject({ action: z.literal('abort'), run, by: z.string().min(1), reason: z.string().nullable() }),
  z.strictObject({
    action: z.literal('end'),
    run,
    decision: Decision,
    reasonCode: z.enum(reasonCodes),
    summary: z.string().max(2000),
  }),
]);
export type CanaryEntry = z.infer<typeof CanaryEntry>;
type EntryOf<Action extends CanaryEntry['action']> = Extract<CanaryEntry, { readonly action: Action }>;

/** The newest canary of a service in an environment. */
export interface NewestCanary {
  readonly run: string;
  readonly sha: string | null;
  readonly begunAt: Date;
  readonly aborted: EntryOf<'abort'> | null;
  readonly ended: EntryOf<'end'> | null;
}

interface Dated {
  readonly at: Date;
  readonly value: CanaryEntry;
}

/** What a record says of its newest canary; null where none has begun. */
export function newestCanary(entries: readonly Dated[]): NewestCanary | null {
  const begin = entries.findLast(({ value }) => value.action === 'begin');
  if (begin?.value.action !== 'begin') return null;
  const { run, sha } = begin.value;
  const own = entries.map(({ value }) => value).filter((value) => value.run === run);
  return {
    run,
    sha,
    begunAt: begin.at,
    aborted: own.find((value) => value.action === 'abort') ?? null,
    ended: own.find((value) => value.action === 'end') ?? null,
  };
}
