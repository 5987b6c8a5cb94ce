import { openLedger } from '../ledger/open-ledger.ts';
import type { RefsPort } from '../model/ports/refs.ts';
import { ProviderError } from '../model/provider-error.ts';
import { type Hold, HoldEntry, type HoldKind, type HoldOwner, isSameOwner } from './hold.ts';

/** How an environment stands; one whose record cannot be read is held by nobody knows whom. */
export type HoldState =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly hold: Hold }
  | { readonly kind: 'unreadable'; readonly ref: string; readonly why: string };

type Held = Extract<HoldState, { kind: 'held' }>;
type Unreadable = Extract<HoldState, { kind: 'unreadable' }>;

export type Taken = { readonly kind: 'taken'; readonly hold: Hold; readonly renewed: boolean } | Held | Unreadable;
export type Released = { readonly kind: 'released'; readonly hold: Hold } | HoldState;

/** Who gives a hold back, and by what right. */
export interface Releasing {
  readonly by: string;
  readonly why: 'asked' | 'forced' | 'closed';
  /** Whether this hold may be given back. */
  readonly mayRelease: (hold: Hold) => boolean;
}

/** Holds of one kind on the environments of a repository. */
export interface Holds {
  read(environment: string): Promise<HoldState>;
  /** Every environment that is held, or whose record cannot be read. */
  list(): Promise<readonly (Held | Unreadable)[]>;
  /** Takes an environment; of two at once one is told that it is held. The same owner renews. */
  take(hold: Hold): Promise<Taken>;
  release(environment: string, releasing: Releasing): Promise<Released>;
}

type Read = { readonly state: HoldState; readonly head: string | null };

/** After so many lost races something else is wrong. */
const mostRaces = 10;

function holdOf(entry: HoldEntry | undefined, now: Date): HoldState {
  if (entry?.action !== 'take' || !(Date.parse(entry.until) > now.getTime())) return { kind: 'free' };
  const { action: _, ...hold } = entry;
  return { kind: 'held', hold };
}

/** Reads and decides anew until nobody else wrote meanwhile. */
async function untilAlone<Result>(environment: string, attempt: () => Promise<Result | 'conflict'>): Promise<Result> {
  for (let race = 0; race < mostRaces; race += 1) {
    const result = await attempt();
    if (result !== 'conflict') return result;
  }
  throw new ProviderError('bad-response', `the record of ${environment} changes faster than it can be written`);
}

/**
 * Opens the holds of one kind; they are kept on GitHub, so that they bind the bot, a workflow and a laptop alike.
 *
 */
export function openHolds(refs: RefsPort, kind: HoldKind, now: Date): Holds {
  const ledger = openLedger(refs, kind, HoldEntry);
  const readRecord = async (environment: string): Promise<Read> => {
    const record = await ledger.read([environment]);
    if (record.kind === 'absent') return { state: { kind: 'free' }, head: null };
    if (record.kind === 'unreadable') return { state: record, head: null };
    return { state: holdOf(record.entries.at(-1)?.value, now), head: record.head };
  };
  const write = async (head: string | null, entry: HoldEntry): Promise<boolean> => {
    const key = [entry.environment];
    const written = head === null ? await ledger.create(key, entry) : await ledger.append(key, head, entry);
    return written.kind === 'created' || written.kind === 'appended';
  };
  const mayReplace = (hold: Hold, owner: HoldOwner) => kind === 'freeze' || isSameOwner(hold.owner, owner);
  return {
    read: async (environment) => (await readRecord(environment)).state,
    async list() {
      const records = await ledger.list();
      return records
        .map((record) => (record.kind === 'unreadable' ? record : holdOf(record.entries.at(-1)?.value, now)))
        .filter((state) => state.kind !== 'free');
    },
    take: (hold) =>
      untilAlone<Taken>(hold.environment, async () => {
        const { state, head } = await readRecord(hold.environment);
        if (state.kind === 'unreadable') return state;
        if (state.kind === 'held' && !mayReplace(state.hold, hold.owner)) return state;
        const written = await write(head, { action: 'take', ...hold });
        return written ? { kind: 'taken', hold, renewed: state.kind === 'held' } : 'conflict';
      }),
    release: (environment, { by, why, mayRelease }) =>
      untilAlone<Released>(environment, async () => {
        const { state, head } = await readRecord(environment);
        if (state.kind !== 'held' || !mayRelease(state.hold)) return state;
        const written = await write(head, { action: 'release', environment, by, why });
        return written ? { kind: 'released', hold: state.hold } : 'conflict';
      }),
  };
}
