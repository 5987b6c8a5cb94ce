/**
 * Events that the bot sends to itself, so that they are stored, repeated and worked off like GitHub’s. The dot keeps them apart: no event of
 * GitHub’s has one, and a webhook that claims to is refused.
 */
const ownPrefix = 'tollgate.';

/** A slot of a repository’s schedule has come. */
export const slotDue = `${ownPrefix}slot`;

/** An environment has sent a profile. */
export const profileReceived = `${ownPrefix}profile`;

/** It is time to ask about a run that waits at a gate again. */
export const gateDue = `${ownPrefix}gate`;

/** It is time to judge a pull request of a configuration repository again. */
export const gatePullDue = `${ownPrefix}gate-pull`;

/** Somebody in Slack has given a command. */
export const slackCommand = `${ownPrefix}slack`;

/** A rollback is to be gone on with. */
export const rollbackDue = `${ownPrefix}rollback`;

/**
 * Tells whether an event is the bot’s own.
 *
 * @example isOwnEvent('tollgate.slot') // true
 */
export function isOwnEvent(event: string): boolean {
  return event.startsWith(ownPrefix);
}
