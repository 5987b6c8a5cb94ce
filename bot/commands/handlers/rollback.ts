import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from '../../../src/chatops/answer.ts';
import type { CommandOf } from '../../../src/chatops/command.ts';
import { beginRollback, newestRollback } from '../../../src/commands/rollback/begin-rollback.ts';
import { type Numbered, rollbackLedger } from '../../../src/commands/rollback/ledgers.ts';
import { type RollbackPlace, rollbackPlaceOf } from '../../../src/commands/rollback/load-rollback.ts';
import { planRollback } from '../../../src/commands/rollback/plan-rollback.ts';
import { runRollback } from '../../../src/commands/rollback/run-rollback.ts';
import { sendOutWhere } from '../../../src/commands/rollback/send-out.ts';
import type { RollbackWorld } from '../../../src/commands/rollback/world.ts';
import { UsageError } from '../../../src/model/usage-error.ts';
import { previewAnswer } from '../../../src/report/rollback/preview-answer.ts';
import { rollbackAnswer } from '../../../src/report/rollback/rollback-answer.ts';
import { askConsent } from '../../confirmations/ask-consent.ts';
import { requireRight } from '../../permissions/require-right.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { Refused, refuse } from '../refuse.ts';

type Asked = CommandRequest<CommandOf<'rollback'>>;

/** The queue is not held up for longer; the record says how far it came. */
const longest = 10 * 60_000;

const wordOf = ({ to }: CommandOf<'rollback'>) => {
  if (to.kind === 'previous') return 'previous';
  return to.kind === 'commit' ? to.sha : to.tag;
};

async function worldOf(request: Asked): Promise<RollbackWorld> {
  const client = await request.github();
  return {
    repository: { client, ...request.repository },
    elsewhere: async (fullName) => {
      const [owner = '', repo = ''] = fullName.split('/');
      return { client, owner, repo };
    },
    clock: {
      now: () => new Date(),
      until: async (instant, signal) => {
        await pause(Math.max(0, instant.getTime() - Date.now()), undefined, { signal }).catch(() => {});
      },
    },
    sendOut: sendOutWhere(() => 'the bot asks no server of yours'),
  };
}

/** A configuration's secrets and addresses of its own are not for the bot: it neither signs with them nor asks them. */
function placeOf({ configuration, command, repository }: Asked): RollbackPlace {
  const { environment, service } = command;
  const place = rollbackPlaceOf(configuration, { environment, service, fallback: repository.repo });
  if (place.settings.strategy === 'webhook')
    throw new Refused('A rollback by webhook is started with `tollgate rollback`, which has its secret');
  return { ...place, settings: { ...place.settings, serves: undefined } };
}

async function goOn(request: Asked, place: RollbackPlace, { key }: Numbered): Promise<Answer> {
  const world = await worldOf(request);
  const end = await runRollback({
    ledger: rollbackLedger(world.repository),
    key,
    holder: `bot-${randomUUID()}`,
    world,
    settings: place.settings,
    signal: AbortSignal.timeout(longest),
    progress: (message) => request.log.info({ rollback: key.join('/') }, message),
    stays: false,
    changed: (state) => request.reply(rollbackAnswer(state)),
  });
  return rollbackAnswer(end.state);
}

async function begin(request: Asked, place: RollbackPlace): Promise<Answer> {
  const { command, actor, origin } = request;
  if (command.force) await requireRight(request, actor, 'override');
  const world = await worldOf(request);
  const preview = await planRollback({ world, ...place, to: wordOf(command), force: command.force });
  const shown = previewAnswer({ environment: place.environment, ...preview });
  if (command.dryRun) return { ...shown, mood: 'done', lines: [...shown.lines, 'Nothing was changed'] };
  const sha = preview.target.sha ?? preview.target.image ?? preview.target.id;
  const consent = await askConsent(request, { environment: place.environment, sha, what: shown.lines });
  if (consent.kind === 'waiting') return consent.answer;
  const begun = await beginRollback(
    world,
    {
      environment: place.environment,
      service: place.service,
      by: actor,
      reason: command.reason ?? '',
      origin: origin.kind,
      issue: origin.kind === 'comment' ? origin.issue : null,
      reverts: false,
    },
    { preview, settings: place.settings },
  );
  return goOn(request, place, begun);
}

/** `/rollback`; where one was left unfinished, it is taken up instead. */
export const onRollback: CommandHandler<'rollback'> = async (request) => {
  try {
    const place = placeOf(request);
    const newest = await newestRollback(await worldOf(request), place);
    const isLeft = newest !== null && newest.state.ended === null;
    return isLeft && !request.command.dryRun ? await goOn(request, place, newest) : await begin(request, place);
  } catch (error) {
    if (error instanceof UsageError) return refuse([{ code: error.message }]);
    throw error;
  }
};
