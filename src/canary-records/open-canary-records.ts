import { openLedger } from '../ledger/open-ledger.ts';
import type { RefsPort } from '../model/ports/refs.ts';
import { ProviderError } from '../model/provider-error.ts';
import { CanaryEntry, type NewestCanary, newestCanary } from './canary-entry.ts';

/** Whose canaries. */
export interface CanaryPlace {
  readonly environment: string;
  readonly service: string;
}

/** `where`: the record that holds it, to be given to `append`. */
export type ReadCanary =
  | { readonly kind: 'canary'; readonly canary: NewestCanary; readonly where: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly ref: string; readonly why: string };

/** Records of a service’s canaries in an environment. */
export interface CanaryRecords {
  newest(): Promise<ReadCanary>;
  /** The record in which a canary that begins now is kept. */
  readonly current: readonly string[];
  /** The newest canary of one record. */
  read(where: readonly string[]): Promise<ReadCanary>;
  append(where: readonly string[], entry: CanaryEntry): Promise<void>;
}

const mostRaces = 10;

/** A record a month, so that none grows without end; the first day of the month before finds what crosses a month’s end. */
const monthOf = (instant: Date) => instant.toISOString().slice(0, 7);
const monthBefore = (instant: Date) =>
  monthOf(new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() - 1, 1)));

/** Opens the records of canaries; they are kept on GitHub, so that a canary in a workflow is aborted from anywhere. */
export function openCanaryRecords(refs: RefsPort, { environment, service }: CanaryPlace, now: Date): CanaryRecords {
  const ledger = openLedger(refs, 'canary', CanaryEntry);
  const inMonth = (month: string) => [environment, service, month];
  const current = inMonth(monthOf(now));
  const read = async (where: readonly string[]): Promise<ReadCanary> => {
    const record = await ledger.read(where);
    if (record.kind === 'unreadable') return record;
    const canary = record.kind === 'absent' ? null : newestCanary(record.entries);
    return canary === null ? { kind: 'none' } : { kind: 'canary', canary, where };
  };
  return {
    current,
    read,
    async newest() {
      const found = await read(current);
      return found.kind === 'none' ? read(inMonth(monthBefore(now))) : found;
    },
    async append(where, entry) {
      for (let race = 0; race < mostRaces; race += 1) {
        const record = await ledger.read(where);
        if (record.kind === 'unreadable') {
          throw new ProviderError('bad-response', `${record.ref} cannot be read: ${record.why}`);
        }
        const written =
          record.kind === 'absent' ? await ledger.create(where, entry) : await ledger.append(where, record.head, entry);
        if (written.kind === 'created' || written.kind === 'appended') return;
      }
      throw new ProviderError('bad-response', `the record of ${where.join(' ')} changes faster than it can be written`);
    },
  };
}
