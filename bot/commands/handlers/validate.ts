import { defaultPlan } from '../../../src/config/validation-schema.ts';
import { dispatchValidation } from '../../schedule/dispatch-validation.ts';
import type { CommandHandler } from '../command-request.ts';
import { Refused, refuse } from '../refuse.ts';

/**
 * `/validate`: starts the validation workflow on the default branch and links its run.
 *
 * A run that was started since the command was given is its own, from an attempt that a crash cut off, or somebody else’s at the same
 * time: a second one would measure the load of the first.
 */
export const onValidate: CommandHandler<'validate'> = async (request) => {
  const { configuration, repository, givenAt } = request;
  const plan = configuration.validation ?? defaultPlan;
  if (plan.run === 'here') throw new Refused('Staging is validated beside the bot here, on schedule only');
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
