import type { RollbackSettings } from '../../../config/rollback-schema.ts';
import type { StepDetails } from '../../../rollout/rollback-entry.ts';
import type { RollbackState } from '../../../rollout/rollback-state.ts';
import type { RollbackWorld } from '../world.ts';

/** What came of a step: done and how it is found again, not yet, or never. */
export type StepResult =
  | { readonly kind: 'done'; readonly details: StepDetails }
  | { readonly kind: 'wait'; readonly seconds: number; readonly note: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A step of a rollback under way. */
export interface Acting<Settings = RollbackSettings> {
  readonly state: RollbackState;
  readonly settings: Settings;
  readonly world: RollbackWorld;
  /** Whether this step was tried before: it may have happened already. */
  readonly again: boolean;
}

/**
 * One way to bring a release back. Every part may be called again after a crash, and looks before it acts: what happened already is
 * found by the rollback’s id.
 */
export interface Strategy<Settings = RollbackSettings> {
  /** Asks for the old version. */
  act(acting: Acting<Settings>): Promise<StepResult>;
  /** Looks once whether it has come up; called again after a while. */
  follow(acting: Acting<Settings>): Promise<StepResult>;
  /** Tidies up after it has come up. */
  settle(acting: Acting<Settings>): Promise<StepResult>;
}

export const done = (details: StepDetails = {}): StepResult => ({ kind: 'done', details });
export const failed = (message: string): StepResult => ({ kind: 'failed', message });
export const wait = (seconds: number, note: string): StepResult => ({ kind: 'wait', seconds, note });

/** What an earlier step found out; an error where it did not. */
export function detail({ state }: Pick<Acting, 'state'>, name: string): string {
  const found = state.done.get('act')?.details[name];
  if (found === undefined) throw new Error(`the record of rollback ${state.plan.id} names no ${name}`);
  return found;
}
