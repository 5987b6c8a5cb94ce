import type { RollbackState } from '../../rollout/rollback-state.ts';
import { commandText } from './command-text.ts';

/** Why somebody who went on with a rollback does so no longer, and what has to be typed again beside the environment. */
export interface Unfinished {
  readonly kind: 'held' | 'later' | 'left';
  /** For example `['--service', 'shop']`. */
  readonly options: readonly string[];
}

/** Says how far a rollback is that is not finished, and what to type next. */
export function unfinishedText({ plan, done, open }: RollbackState, { kind, options }: Unfinished): string {
  const resume = commandText(plan.environment, [...options, '--resume']);
  if (kind === 'held') return `Another process goes on with it. To go on should that one have died: ${resume}`;
  if (kind === 'later') return `It came up. To look again when it is time: ${resume}`;
  const asked = done.has('act')
    ? 'The old release was asked for; whoever deploys goes on with that, and nobody looks whether it comes up'
    : open === null
      ? 'The old release was not asked for yet'
      : 'Whether the old release was asked for is looked up when somebody goes on';
  return `It is not finished. ${asked}.\nTo go on: ${resume} (where the bot is installed it goes on by itself within minutes)`;
}
