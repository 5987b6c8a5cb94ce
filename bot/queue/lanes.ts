import { isOwnEvent, rollbackDue, slackCommand } from '../events/own-event.ts';

/**
 * `commands`: people wait for the answer (`/rollback` at 3 AM), so nothing waits in front of them.
 * `rollbacks`: what was begun by a command, and takes minutes; each for itself.
 * `work`: everything else, in the order of arrival within each repository.
 * `validations`: what the bot itself begins and may take half an hour, one at a time within each repository.
 */
export const lanes = ['commands', 'rollbacks', 'work', 'validations'] as const;
export type Lane = (typeof lanes)[number];

/** A slash and a letter at the very start of a comment: what may be a command. */
const command = /^\/[a-z]/i;

/**
 * Chooses the lane of a delivery by what its payload, as JSON, says.
 *
 * @example laneOf('issue_comment', '{"action":"created","comment":{"body":"/rollback"}}') // 'commands'
 */
export function laneOf(event: string, payload: string): Lane {
  if (event === slackCommand) return 'commands';
  if (event === rollbackDue) return 'rollbacks';
  if (isOwnEvent(event)) return 'validations';
  if (event !== 'issue_comment') return 'work';
  const { action, comment } = Object(JSON.parse(payload)) as { action?: unknown; comment?: { body?: unknown } };
  const body = comment?.body;
  return action === 'created' && typeof body === 'string' && command.test(body) ? 'commands' : 'work';
}
