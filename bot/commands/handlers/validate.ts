import type { Answer } from '../../../src/chatops/answer.ts';
import { defaultPlan } from '../../../src/config/validation-schema.ts';
import { slotDue } from '../../events/own-event.ts';
import { dispatchValidation } from '../../schedule/dispatch-validation.ts';
import type { CommandHandler, CommandRequest } from '../command-request.ts';
import { refuse } from '../refuse.ts';

type Asking = Pick<CommandRequest, 'later' | 'deliveryId' | 'givenAt' | 'actor' | 'origin'>;

/** It may take an hour, and takes its turn behind what the repository waits for already. */
async function validateBesideBot({ later, deliveryId, givenAt, actor, origin }: Asking): Promise<Answer> {
  const issue = origin.kind === 'comment' ? origin.issue : null;
  await later({
    id: `validate:${deliveryId}`,
    event: slotDue,
    payload: { slot: givenAt.toISOString(), missed: 0, asked: { by: actor, issue } },
  });
  const where = issue === null ? 'where Slack is told of validations' : 'here, in a comment of its own';
  return {
    mood: 'done',
    title: 'The validation of staging is begun beside the bot',
    lines: [`What comes of it is told ${where}`],
  };
}

/**
 * `/validate`: starts the validation workflow on the default branch and links its run; or validates beside the bot, where that is asked for.
 *
 * A run that was started since the command was given is its own, from an attempt that a crash cut off, or somebody else’s at the same
 * time: a second one would measure the load of the first.
 */
export const onValidate: CommandHandler<'validate'> = async (request) => {
  const { configuration, repository, givenAt } = request;
  const plan = configuration.validation ?? defaultPlan;
  if (plan.run === 'here') return validateBesideBot(request);
  const before = { slot: givenAt, state: 'running', startedAt: givenAt, runId: null } as const;
  const begun = await dispatchValidation({ ...request, repository }, { plan, before });
  if (begun.state !== 'dispatched') return refuse('note' in begun ? begun.note : 'Nothing was started');
  const { rest } = await request.github();
  const { data: run } = await rest.actions.getWorkflowRun({ ...repository, run_id: begun.runId });
  return {
    mood: 'done',
    title: ['The validation of staging has started: ', { link: `run ${begun.runId}`, to: run.html_url }],
    lines: ['Its verdict comes with the checks and the drift issues'],
  };
};
