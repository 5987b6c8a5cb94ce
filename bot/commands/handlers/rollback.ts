import { type Answer, type Line, piecesOf } from '../../../src/chatops/answer.ts';
import type { CommandOf } from '../../../src/chatops/command.ts';
import { beginRollback, newestRollback } from '../../../src/commands/rollback/begin-rollback.ts';
import type { Numbered } from '../../../src/commands/rollback/ledgers.ts';
import { type RollbackPlace, rollbackPlaceOf } from '../../../src/commands/rollback/load-rollback.ts';
import { lockOfAnother } from '../../../src/commands/rollback/lock-of-another.ts';
import { planRollback, type RollbackPreview } from '../../../src/commands/rollback/plan-rollback.ts';
import { vouchFor } from '../../../src/commands/rollback/vouch.ts';
import type { RollbackWorld } from '../../../src/commands/rollback/world.ts';
import { recordRef } from '../../../src/ledger/record-ref.ts';
import { holdLine } from '../../../src/locks/hold-answers.ts';
import { previewAnswer } from '../../../src/report/rollback/preview-answer.ts';
import { rollbackAnswer } from '../../../src/report/rollback/rollback-answer.ts';
import { versionOf } from '../../../src/rollout/past-release.ts';
import { askConsent, type Step } from '../../confirmations/ask-consent.ts';
import { requireRight } from '../../permissions/require-right.ts';
import { rollbackDelivery } from '../../rollback/rollback-delivery.ts';
import { nowhere, rollbackWorld } from '../../rollback/rollback-world.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { idOfCommand } from '../id-of-command.ts';
import { Refused, refuse } from '../refuse.ts';

type Asked = CommandRequest<CommandOf<'rollback'>>;

interface Beginning {
  readonly request: Asked;
  readonly world: RollbackWorld;
  readonly place: RollbackPlace;
}

const wordOf = ({ to }: CommandOf<'rollback'>) => {
  if (to.kind === 'previous') return 'previous';
  return to.kind === 'commit' ? to.sha : to.tag;
};

/** The same command is the same wish, however often it is worked off. */
const idOf = ({ deliveryId }: Asked) => idOfCommand('rollback', deliveryId);

/** Sees to it that it goes on, whatever becomes of this process, and says how far it is. */
async function handOver({ request, world }: Beginning, rollback: Numbered): Promise<Answer> {
  await vouchFor(world.repository, rollback, await request.login());
  await request.later(rollbackDelivery(rollback));
  return rollbackAnswer(rollback.state);
}

/** Another one goes on: two at once would undo each other. It is seen to that it ends. */
async function refuseSecond({ request }: Beginning, { key, head, state }: Numbered): Promise<Answer> {
  await request.later(rollbackDelivery({ key, head }));
  const { issue, by } = state.plan;
  const lines: Line[] = [
    ...rollbackAnswer(state).lines,
    ['Its record is ', { code: recordRef('rollback', key) }, ...(issue === null ? [] : [`, asked for in #${issue}`])],
    'Give the command again once that one has ended',
  ];
  return refuse(
    [{ code: state.plan.environment }, ` is being rolled back already, by ${by}: nothing else was begun`],
    ...lines,
  );
}

/**
 * A lock says that somebody works there by hand: whoever is on call may go ahead all the same, and it is said whose it is.
 *
 * @throws Refused where somebody else has it
 */
async function passLock({ request, world, place }: Beginning): Promise<Line[]> {
  const { actor, configuration, now } = request;
  const { environment } = place;
  const lock = await lockOfAnother(world.repository, { environment, login: actor, now });
  if (lock === null) return [];
  const { onCall } = await requireRight(request, actor, 'release');
  const line = ['⚠ It is ', ...piecesOf(holdLine(lock, 'lock'))];
  if (onCall) return [line];
  const who = configuration.commands?.onCall === undefined ? [] : ['Whoever is on call may roll back all the same'];
  throw new Refused([{ code: environment }, ' is locked by somebody else: nothing was rolled back'], line, ...who, [
    'Whoever holds it gives it back with ',
    { code: `/unlock ${environment}` },
  ]);
}

/** The word is for leaving this very release: somebody may deploy between the question and the answer. */
function stepOf({ current, target }: RollbackPreview, what: readonly Line[], { environment }: RollbackPlace): Step {
  return { environment, sha: versionOf(target), from: `${current.id} ${versionOf(current)}`, what };
}

async function begin(beginning: Beginning): Promise<Answer> {
  const { request, world, place } = beginning;
  const { command, actor, origin } = request;
  if (command.force) await requireRight(request, actor, 'force');
  const preview = await planRollback({ world, ...place, to: wordOf(command), force: command.force });
  const shown = previewAnswer({ environment: place.environment, ...preview });
  if (command.dryRun) return { ...shown, mood: 'done', lines: [...shown.lines, 'Nothing was changed'] };
  const locked = await passLock(beginning);
  const consent = await askConsent(request, stepOf(preview, [...locked, ...shown.lines], place));
  if (consent.kind === 'waiting') return consent.answer;
  const wish = {
    id: idOf(request),
    environment: place.environment,
    service: place.service,
    by: actor,
    reason: command.reason ?? '',
    origin: origin.kind,
    issue: origin.kind === 'comment' ? origin.issue : null,
    reverts: command.revertPr,
  };
  const begun = await beginRollback(world, wish, { preview, settings: place.settings });
  const answer = await handOver(beginning, begun);
  return { ...answer, lines: [...locked, ...answer.lines] };
}

/**
 * `/rollback`: begins one, which the bot goes on with behind the commands of others. One that goes on already is neither replaced nor
 * taken for the one that is meant.
 */
export const onRollback: CommandHandler<'rollback'> = async (request) => {
  const { configuration, command, repository } = request;
  const { environment, service } = command;
  const place = rollbackPlaceOf(configuration, { environment, service, fallback: repository.repo });
  const world = rollbackWorld({ client: await request.github(), ...repository }, request.login, nowhere);
  const beginning = { request, world, place };
  const newest = await newestRollback(world, place);
  // The crash came after it was begun.
  if (newest?.state.plan.id === idOf(request)) return handOver(beginning, newest);
  const goesOn = newest !== null && newest.state.ended === null;
  return goesOn && !command.dryRun ? refuseSecond(beginning, newest) : begin(beginning);
};
