import type { Logger } from 'pino';
import { type Numbered, numberedOf, rollbackLedger } from '../../src/commands/rollback/ledgers.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import { recordRef } from '../../src/ledger/record-ref.ts';
import { nextMove, type RollbackState } from '../../src/rollout/rollback-state.ts';
import type { GitHub } from '../events/event.ts';
import { ownDelivery } from '../events/own-delivery.ts';
import type { Inbox } from '../queue/inbox.ts';
import type { Querying } from '../store/database.ts';
import type { Leader } from '../store/leader.ts';
import { listRepositories } from '../store/repositories.ts';
import { rollbackDelivery } from './rollback-delivery.ts';

export interface WatchingRollbacks {
  readonly store: Querying;
  readonly inbox: Inbox;
  readonly leader: Leader;
  readonly log: Logger;
  /** GitHub as an installation. */
  readonly auth: (installation: number) => Promise<GitHub>;
  /** How often it looks, besides at the start; null for never. */
  readonly everyMilliseconds: number | null;
}

/** The look for rollbacks that somebody left, as long as it runs. */
export interface RollbackWatch {
  /** Looks at once, if this replica leads. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** Whoever goes on with a rollback has had its turn by then, in milliseconds. */
const grace = 30_000;

/** Whether nobody goes on with a rollback, though somebody should have. */
function isLeft(state: RollbackState, now: Date): boolean {
  const before = new Date(now.getTime() - grace);
  const move = nextMove(state, { now: before, holder: '' });
  if (move.kind !== 'step' && move.kind !== 'end') return false;
  return state.lease !== null || state.begunAt < before;
}

/** The newest rollback of each environment and service: at most that one goes on. */
async function newestOf(repository: GitHubRepository): Promise<{ readonly ref: string; readonly sha: string }[]> {
  const refs = await refsPort(repository).listRefs('refs/tollgate/rollback');
  const byPlace = Map.groupBy(refs, ({ ref }) => ref.slice(0, ref.lastIndexOf('/')));
  return [...byPlace.values()].flatMap(
    (found) => found.toSorted((a, b) => a.ref.localeCompare(b.ref, 'en')).at(-1) ?? [],
  );
}

/** What was seen to have ended is not read again. */
function createReader() {
  const ended = new Set<string>();
  return async (repository: GitHubRepository, found: { readonly ref: string; readonly sha: string }) => {
    if (ended.has(found.sha)) return null;
    const record = await rollbackLedger(repository).readAt(found);
    if (record.kind !== 'record') return null;
    const { state, key } = withKey(found.ref, numberedOf([], record));
    if (state.ended !== null) ended.add(found.sha);
    // A record in another’s place is forged.
    return recordRef('rollback', key) === found.ref ? { state, key, head: found.sha } : null;
  };
}

function withKey(ref: string, { state }: Numbered) {
  const key = [state.plan.environment, state.plan.service, ref.slice(ref.lastIndexOf('/') + 1)];
  return { state, key };
}

/** Puts rollbacks that somebody left into the queue: at the start, and every few minutes. */
export function startRollbackWatch(
  { store, inbox, leader, log, auth, everyMilliseconds }: WatchingRollbacks,
  onError: (error: unknown) => void,
): RollbackWatch {
  const read = createReader();
  const lookAt = async (name: string, installationId: number) => {
    const [owner = '', repo = ''] = name.split('/');
    const repository = { client: await auth(installationId), owner, repo };
    for (const found of await newestOf(repository)) {
      const record = await read(repository, found);
      if (record === null || !isLeft(record.state, new Date())) continue;
      log.info({ repository: name, rollback: record.key.join('/') }, 'a rollback that somebody left is taken up');
      await inbox.put(ownDelivery(rollbackDelivery(record), { repository: name, installation: installationId }));
    }
  };
  const lookAtAll = async () => {
    if (!leader.isLeader()) return;
    for (const { name, installationId } of await listRepositories(store)) {
      await lookAt(name, installationId).catch((error: unknown) =>
        log.warn({ err: error, repository: name }, 'its rollbacks could not be looked at'),
      );
    }
  };
  let running = Promise.resolve();
  const look = () => {
    running = running.then(lookAtAll).catch(onError);
    return running;
  };
  void look();
  const timer = everyMilliseconds === null ? null : setInterval(() => void look(), everyMilliseconds);
  return {
    look,
    async stop() {
      if (timer !== null) clearInterval(timer);
      await running;
    },
  };
}
