import { type Answering, type Asked, given, notFound, pageOf, refused } from '../answering.ts';
import type { KeptDeployment } from '../app-state.ts';
import { gitOf, resolve } from './git.ts';

/** The account that workflows act as. */
const workflows = 'github-actions[bot]';

function wire({ id, sha, environment, task, payload, createdAt, creator = workflows }: KeptDeployment) {
  const names = { environment, original_environment: environment };
  return { id, sha, ref: sha, task, payload, created_at: createdAt, creator: { login: creator }, ...names };
}

const wireStatus = ({ creator = workflows, ...status }: KeptDeployment['statuses'][number]) => ({
  ...status,
  creator: { login: creator },
});

function create(asked: Asked) {
  const { state } = asked;
  const body = given(asked) as {
    ref: string;
    environment?: string;
    task?: string;
    payload?: unknown;
    required_contexts?: unknown[];
  };
  const commit = resolve(gitOf(asked), body.ref);
  if (commit === undefined) return refused(422, `No ref found for: ${body.ref}`);
  if (body.required_contexts?.length !== 0) return refused(409, 'Conflict: Commit status checks failed');
  const deployment: KeptDeployment = {
    id: 700 + state.deployments.length,
    sha: commit.sha,
    environment: body.environment ?? 'production',
    task: body.task ?? 'deploy',
    payload: body.payload ?? {},
    createdAt: new Date().toISOString(),
    creator: state.accounts.get(asked.request.token) ?? 'ghost',
    statuses: [],
  };
  state.deployments.push(deployment);
  state.deploy(deployment);
  return { status: 201, body: wire(deployment) };
}

const find = ({ state, path }: Asked) => state.deployments.find(({ id }) => String(id) === path['deployment_id']);

/** Deployments and how they stand. */
export const deploymentOperations: readonly (readonly [string, Answering])[] = [
  ['repos/create-deployment', create],
  [
    'repos/list-deployments',
    (asked) => {
      const { query } = asked.request;
      const found = asked.state.deployments.filter(
        ({ environment, task }) =>
          (query.get('environment') ?? environment) === environment && (query.get('task') ?? task) === task,
      );
      return pageOf(asked, found.toReversed().map(wire));
    },
  ],
  [
    'repos/list-deployment-statuses',
    (asked) => {
      const deployment = find(asked);
      return deployment === undefined ? notFound : pageOf(asked, deployment.statuses.toReversed().map(wireStatus));
    },
  ],
  [
    'repos/create-deployment-status',
    (asked) => {
      const deployment = find(asked);
      if (deployment === undefined) return refused(422, 'no such deployment');
      const { state, description } = given(asked) as { state: string; description?: string };
      deployment.statuses.push({ state, ...(description === undefined ? {} : { description }) });
      return { status: 201, body: { state } };
    },
  ],
];
