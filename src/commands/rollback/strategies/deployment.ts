import type { SettingsOf } from '../../../config/rollback-schema.ts';
import {
  addStatus,
  createDeployment,
  type Deployment,
  deploymentsOf,
  statusesOf,
} from '../../../github/deployments.ts';
import { type Acting, detail, done, failed, type Strategy, wait } from './strategy.ts';

type Settings = SettingsOf<'deployment'>;

/** Whose rollback a deployment is, by its payload. */
function rollbackOf({ payload }: Deployment): unknown {
  if (typeof payload !== 'string') return Object(payload?.['tollgate'])['rollback'];
  try {
    return Object(Object(JSON.parse(payload))['tollgate'])['rollback'];
  } catch {
    return undefined;
  }
}

/** The deployment that this rollback asked for before it was interrupted; those from before it began are not looked at. */
async function own({ state, settings, world }: Acting<Settings>): Promise<number | null> {
  const { environment, id } = state.plan;
  for await (const deployment of deploymentsOf(world.repository, { environment, task: settings.task })) {
    if (rollbackOf(deployment) === id) return deployment.id;
    // GitHub’s clock and ours may differ by minutes.
    if (deployment.created_at.getTime() < state.begunAt.getTime() - 900_000) return null;
  }
  return null;
}

/** Asks GitHub for a deployment of the old commit; whatever deploys there hears of it as of any other. */
export const deployment: Strategy<Settings> = {
  async act(acting) {
    const { state, settings, world } = acting;
    const { id, environment, service, to, from, by } = state.plan;
    if (to.sha === null) return failed('there is no commit to deploy: only an image is known');
    const found = await own(acting);
    const made =
      found ??
      (await createDeployment(world.repository, {
        sha: to.sha,
        environment,
        task: settings.task,
        description: `Rollback from ${from.sha?.slice(0, 12) ?? from.id} by ${by}`,
        payload: { tollgate: { rollback: id, service } },
        isProduction: environment === 'production',
      }));
    return done({ deployment: String(made) });
  },
  async follow(acting) {
    const number = detail(acting, 'deployment');
    const [newest] = await statusesOf(acting.world.repository, number);
    switch (newest?.state) {
      case 'success':
        return done({ deployment: number });
      case 'failure':
      case 'error':
        return failed(`deployment ${number} ended as ${newest.state}`);
      case 'inactive':
        return failed(`deployment ${number} was replaced by another one`);
      default:
        return wait(10, `deployment ${number} is ${newest?.state ?? 'not taken up yet'}`);
    }
  },
  async settle({ state, world }) {
    // GitHub sets no deployment to a production environment inactive by itself.
    const { from } = state.plan;
    if (!/^\d+$/.test(from.id)) return done();
    const [newest] = await statusesOf(world.repository, from.id);
    if (newest?.state !== 'inactive')
      await addStatus(world.repository, from.id, { state: 'inactive', description: `rolled back: ${state.plan.id}` });
    return done({ inactive: from.id });
  },
};
