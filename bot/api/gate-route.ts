import type { Logger } from 'pino';
import { gateOf } from '../../src/config/gate-of.ts';
import { commitNamed } from '../../src/github/commits.ts';
import { GateAsk } from '../../src/model/gate/gate-ask.ts';
import { obeyedConfiguration } from '../configuration/obeyed-configuration.ts';
import { ownLogin } from '../events/dispatch.ts';
import type { GitHub } from '../events/event.ts';
import { decideAsBot } from '../gate/decide-as-bot.ts';
import type { ReadBody } from '../http/read-body.ts';
import { type Route, sendJson } from '../http/route.ts';
import type { Querying } from '../store/database.ts';
import { findRepository, type KeptRepository } from '../store/repositories.ts';
import { bearerOf } from './bearer-of.ts';
import { type Knowing, mayAsk } from './may-ask.ts';
import type { WorkflowClaims } from './workflow-tokens.ts';

/** With what the gate is asked over the network. */
export interface GateAsking extends Knowing {
  readonly store: Querying;
  readonly log: Logger;
  /** GitHub as an installation, or as the App itself. */
  readonly github: (installation?: number) => Promise<GitHub>;
  readonly now: () => Date;
  readonly readBody: ReadBody;
}

/** A question has a few hundred bytes. */
const largestAsk = 16_384;

interface Answer {
  readonly status: number;
  readonly body: object;
}
const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

function parse(bytes: Buffer): GateAsk | string {
  try {
    const read = GateAsk.safeParse(JSON.parse(bytes.toString('utf8')));
    if (read.success) return read.data;
    return read.error.issues.map(({ path, message }) => `${path.join('.') || 'the question'}: ${message}`).join('; ');
  } catch {
    return 'the body is no JSON';
  }
}

/** Decides about a commit for a job, or whatever else deploys; it decides and does nothing. */
export function gateRoute(asking: GateAsking): Route {
  return {
    method: 'POST',
    path: '/api/v1/gate',
    async answer(request, response) {
      const token = bearerOf(request);
      if (token === null) {
        response.setHeader('www-authenticate', 'Bearer');
        response.setHeader('connection', 'close');
        sendJson(response, 401, { error: 'wanted a token: one of the operator’s file, or that of a workflow' });
        return;
      }
      const ask = parse(await asking.readBody(request, response, largestAsk));
      const { status, body } = typeof ask === 'string' ? refuse(422, ask) : await answerTo(ask, token, asking);
      response.setHeader('cache-control', 'no-store');
      sendJson(response, status, body);
    },
  };
}

async function answerTo(ask: GateAsk, token: string, asking: GateAsking): Promise<Answer> {
  const known = await mayAsk(token, ask.repository, asking);
  const repository = known === 'no' ? null : await findRepository(asking.store, ask.repository);
  // To a stranger a repository that is there looks like one that is not.
  if (known === 'no' || repository === null)
    return refuse(404, 'the App knows no such repository, or not for this token');
  try {
    return await decide({ ask, claims: known.claims, repository }, asking);
  } catch (error) {
    asking.log.error({ err: error, repository: repository.name }, 'the gate could not decide');
    return refuse(503, 'the gate could not decide: GitHub or the store does not answer');
  }
}

interface Known {
  readonly ask: GateAsk;
  readonly claims: WorkflowClaims | null;
  readonly repository: KeptRepository;
}

async function decide({ ask, claims, repository }: Known, asking: GateAsking): Promise<Answer> {
  const { environment, sha, digest } = ask;
  const [owner = '', repo = ''] = repository.name.split('/');
  const client = await asking.github(repository.installationId);
  const now = asking.now();
  const obeyed = await obeyedConfiguration(client, { owner, repo, now });
  if (obeyed.kind === 'lack') return refuse(422, obeyed.message);
  const configured = gateOf(obeyed.configuration, environment, ask.service);
  if (!configured.ok) return refuse(422, configured.message);
  if ((await commitNamed({ client, owner, repo }, sha)) === null) return refuse(422, `there is no commit ${sha}`);
  const { store, log } = asking;
  const { configuration } = obeyed;
  const login = await ownLogin(await asking.github());
  // Only what GitHub vouches for: whoever asks could name the run of a rollback.
  const run = { runId: claims?.run_id ?? null, runEvent: claims?.event_name ?? null };
  const looking = { client, owner, repo, store, log, login, configuration, now };
  return { status: 200, body: await decideAsBot(looking, { environment, sha, digest, ...run }, configured) };
}
