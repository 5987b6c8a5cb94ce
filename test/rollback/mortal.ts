import { sendOutWhere } from '../../src/commands/rollback/send-out.ts';
import type { RollbackWorld } from '../../src/commands/rollback/world.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import { hurriedClock } from './hurried-clock.ts';

/** What a process touches that is killed: whoever waits for an answer then waits for ever, and does nothing more. */
export interface Mortal {
  readonly world: Pick<RollbackWorld, 'repository' | 'clock' | 'sendOut'>;
  /** The writes that were made: what GitHub was asked, or `elsewhere`. */
  readonly made: readonly string[];
  /** Settled when it has been killed. */
  readonly died: Promise<'died'>;
}

/** A process that is killed right after the write with that number was done, before it hears of it; by default never. */
export function mortal(repository: GitHubRepository, last = Number.POSITIVE_INFINITY): Mortal {
  const died = Promise.withResolvers<'died'>();
  const made: string[] = [];
  /** Not an error, which code could catch: the process is gone. */
  const heard = async <Answer>(what: string, answer: Promise<Answer>): Promise<Answer> => {
    const settled = await Promise.allSettled([answer]);
    made.push(what);
    if (made.length === last) died.resolve('died');
    if (made.length >= last) await new Promise(() => {});
    const [one] = settled;
    if (one.status === 'fulfilled') return one.value;
    throw one.reason;
  };
  const send = sendOutWhere(() => null);
  const client = {
    request: (route: string, parameters?: Record<string, unknown>) => {
      const answer = repository.client.request(route, parameters);
      return route.startsWith('GET ') ? answer : heard(route, answer);
    },
  };
  return {
    world: {
      repository: { ...repository, client },
      clock: hurriedClock(),
      sendOut: (request) => (request.method === 'GET' ? send(request) : heard('elsewhere', send(request))),
    },
    made,
    died: died.promise,
  };
}
