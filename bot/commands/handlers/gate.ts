import type { Answer } from '../../../src/chatops/answer.ts';
import { type ConfiguredGate, gateOf } from '../../../src/config/gate-of.ts';
import { longestOverride } from '../../../src/gate/judge-override.ts';
import { whyNotEnough } from '../../../src/gate/why-not-enough.ts';
import { authorsOf } from '../../../src/github/commit-authors.ts';
import { evidencePort } from '../../../src/github/evidence-port.ts';
import { refsPort } from '../../../src/github/refs-port.ts';
import { recordOverride } from '../../../src/ledger/record-override.ts';
import { minuteText } from '../../../src/report/answer/minute-text.ts';
import { gateAnswerText } from '../../../src/report/gate/gate-answer-text.ts';
import { commitInQuestion, requireSeen } from '../../gate/commit-in-question.ts';
import { decideAsBot } from '../../gate/decide-as-bot.ts';
import { namedDigest } from '../../gate/named-digest.ts';
import { requireRight } from '../../permissions/require-right.ts';
import { tellOverride } from '../../slack/tell-gate.ts';
import { findOverride, type KeptOverride, keepOverride } from '../../store/gate-overrides.ts';
import { hastenGates } from '../../store/hasten-gates.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { idOfCommand } from '../id-of-command.ts';
import { Refused } from '../refuse.ts';

type Configured = Extract<ConfiguredGate, { ok: true }>;
type Asking = Pick<CommandRequest, 'configuration'> & {
  readonly command: { readonly environment: string; readonly service: string | null };
};

function configuredGate({ configuration, command }: Asking): Configured {
  const configured = gateOf(configuration, command.environment, command.service);
  if (!configured.ok) throw new Refused(configured.message);
  return configured;
}

/** `/gate status` */
export const onGateStatus: CommandHandler<'gate-status'> = async (request) => {
  const configured = configuredGate(request);
  const { repository, store, log, now, command, configuration } = request;
  const { environment } = command;
  const client = await request.github();
  const { sha, runId } = await commitInQuestion(request, environment);
  const looking = { client, ...repository, store, log, login: await request.login(), configuration, now };
  const named = await namedDigest(evidencePort({ client, ...repository }), runId, configured);
  const asked = { environment, sha, ...named, runId: null, runEvent: null };
  return gateAnswerText(await decideAsBot(looking, asked, configured));
};

async function overrideOf(request: Parameters<typeof onGateOverride>[0]): Promise<KeptOverride> {
  const { repository, command, actor, now, origin } = request;
  const meant = await commitInQuestion(request, command.environment);
  await requireSeen(request, meant);
  const { sha } = meant;
  return {
    id: idOfCommand('override', request.deliveryId),
    repository: `${repository.owner}/${repository.repo}`,
    environment: command.environment,
    sha,
    by: actor,
    authors: await authorsOf({ client: await request.github(), ...repository }, sha),
    reason: command.reason,
    grantedAt: now,
    expiresAt: new Date(now.getTime() + longestOverride),
    link: origin.kind === 'comment' ? origin.link : null,
  };
}

/** `/gate override`: written down where everybody can read it, then kept where only the bot writes. */
export const onGateOverride: CommandHandler<'gate-override'> = async (request) => {
  configuredGate(request);
  const { repository, store, actor, now } = request;
  const override = await overrideOf(request);
  await requireRight(request, actor, 'override');
  const refs = refsPort({ client: await request.github(), ...repository });
  await recordOverride(refs, override);
  await keepOverride(store, override);
  await hastenGates(store, { ...override, now });
  const held = await findOverride(store, { ...override, now });
  const answer = overrideAnswer(override, held?.by ?? []);
  await tellOverride(request, override, answer);
  return answer;
};

function overrideAnswer({ sha, environment, expiresAt, authors }: KeptOverride, by: readonly string[]): Answer {
  const end = minuteText(expiresAt.toISOString());
  const what = [{ code: sha.slice(0, 12) }, ' into ', { code: environment }] as const;
  const limits = 'It does not reach locks and the list of bad releases: those are taken off where they were put on';
  const why = whyNotEnough(by, authors);
  if (why === null)
    return { mood: 'done', title: ['The gate is open for ', ...what, `, until ${end}`], lines: [limits] };
  const words =
    why === 'unknown'
      ? 'GitHub does not say who brought this commit about (a Git author can be made up), so it may have been you: somebody else who may must give the same command'
      : 'Nobody opens the gate for a commit of his own alone: somebody else who may must give the same command';
  return { mood: 'waiting', title: ['Noted, and not yet enough for ', ...what], lines: [words] };
}
