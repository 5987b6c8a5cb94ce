import type { Answer } from '../../../src/chatops/answer.ts';
import { type ConfiguredGate, gateOf } from '../../../src/config/gate-of.ts';
import { longestOverride } from '../../../src/gate/judge-override.ts';
import { evidencePort } from '../../../src/github/evidence-port.ts';
import { refsPort } from '../../../src/github/refs-port.ts';
import { recordOverride } from '../../../src/ledger/record-override.ts';
import { minuteText } from '../../../src/report/answer/minute-text.ts';
import { gateAnswerText } from '../../../src/report/gate/gate-answer-text.ts';
import { decideAsBot } from '../../gate/decide-as-bot.ts';
import { shaInQuestion } from '../../gate/sha-in-question.ts';
import { requireRight } from '../../permissions/require-right.ts';
import { tellOverride } from '../../slack/tell-gate.ts';
import { findOverride, type KeptOverride, keepOverride } from '../../store/gate-overrides.ts';
import { hastenGateRequests } from '../../store/gate-requests.ts';
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
  const { repository, store, now, command } = request;
  const client = await request.github();
  const github = evidencePort({ client, ...repository });
  const sha = await shaInQuestion(request, command.environment);
  const { pullRequests } = await github.origin(sha);
  const looking = {
    client,
    github,
    ...repository,
    store,
    login: await request.login(),
    configuration: request.configuration,
    now,
  };
  const asked = {
    service: configured.service,
    environment: command.environment,
    sha,
    digest: null,
    runId: null,
    runEvent: null,
    pullRequests,
    askedAt: now.toISOString(),
  };
  return gateAnswerText(await decideAsBot(looking, asked, configured));
};

async function overrideOf(request: Parameters<typeof onGateOverride>[0]): Promise<KeptOverride> {
  const { repository, command, actor, now, origin } = request;
  const github = evidencePort({ client: await request.github(), ...repository });
  const sha = await shaInQuestion(request, command.environment);
  const { authors } = await github.origin(sha);
  return {
    id: idOfCommand('override', request.deliveryId),
    repository: `${repository.owner}/${repository.repo}`,
    environment: command.environment,
    sha,
    by: actor,
    authors,
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
  await hastenGateRequests(store, { ...override, now });
  const held = await findOverride(store, { ...override, now });
  const answer = overrideAnswer(override, held?.by ?? []);
  await tellOverride(request, override, answer);
  return answer;
};

function overrideAnswer({ sha, environment, expiresAt, authors }: KeptOverride, by: readonly string[]): Answer {
  const isAuthor = (login: string) => authors?.some((author) => author.toLowerCase() === login.toLowerCase()) ?? true;
  const end = minuteText(expiresAt.toISOString());
  const what = [{ code: sha.slice(0, 12) }, ' into ', { code: environment }] as const;
  const limits = 'It does not reach locks and the list of bad releases: those are taken off where they were put on';
  if (by.some((login) => !isAuthor(login))) {
    return { mood: 'done', title: ['The gate is open for ', ...what, `, until ${end}`], lines: [limits] };
  }
  const why =
    authors === null
      ? 'GitHub knows no account for the author of this commit, so nobody knows whether its author decided alone'
      : 'Nobody opens the gate for a commit of his own alone: somebody else who may must give the same command';
  return { mood: 'waiting', title: ['Noted, and not yet enough for ', ...what], lines: [why] };
}
