import type { RollbackState } from '../../rollout/rollback-state.ts';
import { minuteText } from '../answer/minute-text.ts';

/** How the last rollback ended, for whoever wants to go on with it. */
export function lastText({ plan: { to }, ended }: RollbackState): string {
  const target = (to.image ?? to.sha?.slice(0, 12) ?? to.id).slice(0, 200);
  const how = ended === null ? 'goes on' : `ended ${minuteText(ended.at.toISOString())}: ${ended.message}`;
  return `the last one, to ${target}, ${how}`;
}
