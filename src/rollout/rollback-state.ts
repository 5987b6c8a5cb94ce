import {
  type RollbackEntry,
  type RollbackPlan,
  type RollbackStep,
  rollbackSteps,
  type StepDetails,
} from './rollback-entry.ts';

/** How it ended, and why. */
export interface RollbackEnd {
  readonly outcome: 'succeeded' | 'failed' | 'inconclusive';
  readonly message: string;
}

/** Where a rollback stands, by its record. */
export interface RollbackState {
  readonly plan: RollbackPlan;
  readonly begunAt: Date;
  readonly done: ReadonlyMap<RollbackStep, { readonly at: Date; readonly details: StepDetails }>;
  /** The step that was begun and not ended: it may have happened or not. */
  readonly open: { readonly step: RollbackStep; readonly since: Date } | null;
  /** Who goes on with it, and until when nobody else may. */
  readonly lease: { readonly holder: string; readonly until: Date } | null;
  readonly ended: (RollbackEnd & { readonly at: Date }) | null;
}

function begin(entry: RollbackEntry | undefined): RollbackState | null {
  if (entry?.event !== 'begun') return null;
  return { plan: entry.plan, begunAt: new Date(entry.at), done: new Map(), open: null, lease: null, ended: null };
}

/** The state after one more entry. */
export function advance(state: RollbackState, entry: RollbackEntry): RollbackState {
  const at = new Date(entry.at);
  switch (entry.event) {
    case 'begun':
      return state;
    case 'held':
      return { ...state, lease: { holder: entry.holder, until: new Date(entry.until) } };
    case 'started': {
      const since = state.open?.step === entry.step ? state.open.since : at;
      const lease = { holder: entry.holder, until: new Date(entry.until) };
      return { ...state, open: { step: entry.step, since }, lease };
    }
    case 'done':
      return { ...state, open: null, done: new Map(state.done).set(entry.step, { at, details: entry.details }) };
    case 'ended':
      return { ...state, open: null, lease: null, ended: { outcome: entry.outcome, message: entry.message, at } };
  }
}

/**
 * Folds a record into where the rollback stands; null for a record that does not begin as one.
 *
 * @param entries oldest first
 */
export function stateOf(entries: readonly RollbackEntry[]): RollbackState | null {
  const start = begin(entries[0]);
  return start === null ? null : entries.slice(1).reduce(advance, start);
}

/** No lease is longer, however far two clocks are apart, in milliseconds: one that says so was written to keep everybody away. */
const longestLease = 600_000;

/** Until when somebody else goes on with it; null where nobody does. */
function heldUntil(
  { lease }: RollbackState,
  { now, holder }: { readonly now: Date; readonly holder: string },
): Date | null {
  if (lease === null || lease.holder === holder) return null;
  const left = lease.until.getTime() - now.getTime();
  return left > 0 && left <= longestLease ? lease.until : null;
}

/** What is to be done next. */
export type NextMove =
  | { readonly kind: 'ended' }
  | { readonly kind: 'held'; readonly until: Date }
  | { readonly kind: 'rest'; readonly until: Date }
  | { readonly kind: 'step'; readonly step: RollbackStep }
  | { readonly kind: 'end' };

function isWanted({ marksBad, reverts, watchSeconds }: RollbackPlan, step: RollbackStep): boolean {
  if (step === 'mark-bad') return marksBad;
  if (step === 'revert') return reverts;
  return step !== 'watch' || watchSeconds > 0;
}

/** When to look whether the old version still serves; null until it has come up. */
export function watchAt({ plan, done }: RollbackState): Date | null {
  const settled = done.get('settle');
  return settled === undefined ? null : new Date(settled.at.getTime() + plan.watchSeconds * 1000);
}

/**
 * Decides the next move; whoever holds the lease goes on, and anybody once it ran out.
 *
 * @param now the time, and who asks
 */
export function nextMove(
  state: RollbackState,
  { now, holder }: { readonly now: Date; readonly holder: string },
): NextMove {
  if (state.ended !== null) return { kind: 'ended' };
  const held = heldUntil(state, { now, holder });
  if (held !== null) return { kind: 'held', until: held };
  const step = rollbackSteps.find((one) => !state.done.has(one) && isWanted(state.plan, one));
  if (step === undefined) return { kind: 'end' };
  const until = step === 'watch' ? watchAt(state) : null;
  return until !== null && until > now ? { kind: 'rest', until } : { kind: 'step', step };
}

/** How a rollback ends whose steps are all done: what was to be seen and was not is never said to be there. */
export function endOf({ done }: Pick<RollbackState, 'done'>): RollbackEnd {
  const { unseen, note } = (done.get('watch') ?? done.get('follow'))?.details ?? {};
  return unseen === undefined
    ? { outcome: 'succeeded', message: note ?? 'it came up' }
    : {
        outcome: 'inconclusive',
        message: `it was asked for, and nobody could see whether it serves: ${unseen}`.slice(0, 2000),
      };
}
