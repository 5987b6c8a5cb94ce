import type { Answer, Line } from '../../src/chatops/answer.ts';
import { formatCount } from '../../src/model/format-value.ts';
import { minuteText } from '../../src/report/answer/minute-text.ts';
import { answerMessage } from '../../src/report/slack/answer-message.ts';
import { withCommands } from '../../src/report/slack/command-button.ts';
import type { BotEvent } from '../events/event.ts';
import type { Begun } from '../schedule/begun.ts';

export interface ToldSlot {
  readonly slot: Date;
  /** Slots before it, and it itself where it is late, that were missed. */
  readonly missed: number;
  readonly begun: Begun;
}

const isWell = ({ state }: Begun) => state === 'done' || state === 'dispatched';

function title({ missed, begun }: ToldSlot): string {
  const what =
    missed === 1
      ? 'One scheduled validation of staging was'
      : `${formatCount(missed)} scheduled validations of staging were`;
  if (missed > 0)
    return isWell(begun) ? `${what} missed, and made up for by one` : `${what} missed, and could not be made up for`;
  return 'A scheduled validation of staging could not be begun';
}

function outcome({ begun }: ToldSlot): Line {
  switch (begun.state) {
    case 'dispatched':
      return `Run ${begun.runId} is under way`;
    case 'done':
      return 'It has ended';
    case 'failed':
    case 'skipped':
      return begun.note;
  }
}

/** Tells Slack that scheduled validations were missed, or that one could not be begun; what goes as planned is no news. */
export async function tellSchedule(
  { notify, repository }: Pick<BotEvent, 'notify' | 'repository'>,
  told: ToldSlot,
): Promise<void> {
  if (repository === null || (told.missed === 0 && told.begun.state !== 'failed')) return;
  const name = `${repository.owner}/${repository.repo}`;
  const slot = told.slot.toISOString();
  const answer: Answer = {
    mood: isWell(told.begun) ? 'working' : 'failed',
    title: title(told),
    lines: [`Planned for ${minuteText(slot)}`, outcome(told)],
  };
  const message = answerMessage(answer, { repository: name, page: null });
  await notify({
    topic: `schedule/${slot}`,
    event: 'validation',
    environment: null,
    severity: 'warn',
    phase: 'opens',
    message: isWell(told.begun)
      ? message
      : withCommands(message, name, [{ label: 'Validate now', command: 'validate' }]),
  });
}
