import { randomBytes } from 'node:crypto';
import type { Answer, Line } from '../../src/chatops/answer.ts';
import { formOf } from '../../src/chatops/grammar.ts';
import { isProtected } from '../../src/chatops/is-protected.ts';
import { minuteText } from '../../src/report/answer/minute-text.ts';
import type { CommandRequest } from '../commands/command-request.ts';
import { requireRight } from '../permissions/require-right.ts';
import { keepWaiting } from '../store/confirmations.ts';

/** What is about to happen, exactly. */
export interface Step {
  readonly environment: string;
  /** The commit or image that it leads to: the word is given for this one. */
  readonly sha: string;
  /** What it leads away from, where that matters: the word is not given for leaving anything else. */
  readonly from?: string;
  /** What happens, for whoever is to confirm it. */
  readonly what: readonly Line[];
}

/** `given`: it may be done now; `waiting`: another person has to say so first, and this is the answer until then. */
export type Consent =
  | { readonly kind: 'given'; readonly by: string | null }
  | { readonly kind: 'waiting'; readonly answer: Answer };

const minutes = 30;

const subjectOf = ({ sha, from }: Step) => (from === undefined ? sha : `${from} ${sha}`);

/**
 * Asks whether a command may change an environment now: right before it does, for the rights are asked for again.
 *
 * A protected environment takes the word of a second person for the very step; whoever is on call needs none.
 *
 * @throws Refused where whoever gave the command may no longer; the client’s own error where GitHub does not say
 */
export async function askConsent(request: CommandRequest, step: Step): Promise<Consent> {
  const { environment } = step;
  const { access } = formOf(request.command.kind);
  const { onCall } = await requireRight(request, request.actor, access);
  if (!isProtected(environment, request.configuration.environments?.[environment] ?? {})) {
    return { kind: 'given', by: null };
  }
  if (onCall) return { kind: 'given', by: request.actor };
  const { confirmation } = request;
  if (confirmation !== null && confirmation.subject === subjectOf(step)) {
    await requireRight(request, confirmation.by, access);
    return { kind: 'given', by: confirmation.by };
  }
  return { kind: 'waiting', answer: await wait(request, step) };
}

async function wait(request: CommandRequest, step: Step): Promise<Answer> {
  const { environment, sha, what } = step;
  const { repository, actor, origin, line, command, deliveryId, now } = request;
  const { code, expiresAt } = await keepWaiting(request.store, {
    code: randomBytes(4).toString('hex'),
    repository: `${repository.owner}/${repository.repo}`,
    environment,
    subject: subjectOf(step),
    actor,
    origin: JSON.stringify(origin),
    line,
    command,
    deliveryId,
    expiresAt: new Date(now.getTime() + minutes * 60_000),
  });
  const moved = request.confirmation === null ? [] : ['What was confirmed has changed meanwhile, so it is asked again'];
  return {
    mood: 'waiting',
    title: [{ code: environment }, ' wants the word of a second person'],
    lines: [
      ...moved,
      ...what,
      [
        'Another person who may do this, or whoever is on call, writes ',
        { code: `/confirm ${code}` },
        ` until ${minuteText(expiresAt.toISOString())}, for `,
        { code: sha.replace(/^([0-9a-f]{12})[0-9a-f]{28}$/, '$1').slice(0, 200) },
      ],
    ],
    confirm: code,
  };
}
