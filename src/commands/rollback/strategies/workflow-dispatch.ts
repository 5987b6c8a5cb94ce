import type { SettingsOf } from '../../../config/rollback-schema.ts';
import { dispatchedRuns, dispatchWorkflow, type WorkflowRun, workflowRun } from '../../../github/workflows.ts';
import { fillIn } from '../fill-in.ts';
import { type Acting, detail, done, failed, type StepResult, type Strategy, wait } from './strategy.ts';

type Settings = SettingsOf<'workflow-dispatch'>;

const known = ({ id, html_url: link, head_sha: runSha }: WorkflowRun) => done({ run: String(id), link, runSha });

/** How long GitHub may take to list a run that it was asked for, in milliseconds. */
const longestUnlisted = 60_000;

/** Finds the run that was asked for before this process knew of it; null where there is none for certain. */
async function ownRun({ state, settings, world }: Acting<Settings>): Promise<StepResult | null> {
  const since = state.open?.since ?? state.begunAt;
  const { workflow, ref } = settings;
  const runs = await dispatchedRuns(world.repository, { workflow, ref, since: new Date(since.getTime() - 5000) });
  const named = runs.filter(({ display_title: title }) => title.includes(state.plan.id));
  const [first, ...others] = named.length > 0 ? named : runs;
  if (others.length > 0) {
    const numbers = runs.map(({ id }) => id).join(', ');
    return failed(
      `it was interrupted, and any of the runs ${numbers} may be its own: look at them (run-name: with the input {id} tells them apart)`,
    );
  }
  if (first !== undefined) return known(first);
  return world.clock.now().getTime() - since.getTime() < longestUnlisted
    ? wait(5, 'looking whether the run was asked for already')
    : null;
}

/** Starts the team’s own workflow for the old commit. */
export const workflowDispatch: Strategy<Settings> = {
  async act(acting) {
    const { state, settings, world, again } = acting;
    if (state.plan.to.sha === null) return failed('there is no commit to deploy: only an image is known');
    const found = again ? await ownRun(acting) : null;
    if (found !== null) return found;
    const { workflow, ref } = settings;
    const inputs = Object.fromEntries(
      Object.entries(settings.inputs).map(([name, text]) => [name, fillIn(text, state.plan)]),
    );
    const run = await dispatchWorkflow(world.repository, { workflow, ref, inputs });
    if (run !== null) return known(await workflowRun(world.repository, String(run)));
    return (await ownRun(acting)) ?? failed('GitHub took the request and lists no run');
  },
  async follow(acting) {
    const {
      status,
      conclusion,
      html_url: link,
      id,
    } = await workflowRun(acting.world.repository, detail(acting, 'run'));
    if (status !== 'completed') return wait(10, `run ${id} is ${status ?? 'not there yet'}: ${link}`);
    return conclusion === 'success' ? done({ link }) : failed(`run ${id} ended as ${conclusion ?? 'nothing'}: ${link}`);
  },
  settle: async () => done(),
};
