import type { Client } from 'pg';
import { UsageError } from '../../model/usage-error.ts';
import { administration, type Login, withClient } from './connect.ts';
import { diskUse } from './disk-use.ts';
import type { ThrowAwayServer } from './throw-away-server.ts';

/** What strangers' SQL may use at most. */
export interface Allowance {
  /** One statement. */
  readonly seconds: number;
  /** All of them together. */
  readonly totalSeconds: number;
  readonly diskBytes: number;
}

/** Thrown where strangers' SQL used more than it may. */
export class AllowanceExceeded extends UsageError {
  constructor(what: string, options?: ErrorOptions) {
    super('sql-refused', what, options);
  }
}

const lookEveryMilliseconds = 250;
/** Looking at thousands of files takes longer: nine tenths of the time are for the work. */
const lookShare = 0.1;
/** What a session has to end in once it is asked to. */
const graceMilliseconds = 2000;
/** How long a server may take to hear that. */
const patienceMilliseconds = 10_000;

/** Asks a session to end. @returns whether it is gone, be it by itself */
async function askToEnd(server: ThrowAwayServer, session: number): Promise<boolean> {
  try {
    return await withClient(server, { database: administration }, async (admin) => {
      await admin.query('SELECT pg_catalog.pg_terminate_backend($1, $2)', [session, graceMilliseconds]);
      const left = await admin.query('SELECT FROM pg_catalog.pg_stat_activity WHERE pid = $1', [session]);
      return left.rowCount === 0;
    });
  } catch {
    return false;
  }
}

/** Ends a session from outside; with the whole server, where it does not end or the server does not answer. */
async function terminate(server: ThrowAwayServer, session: number): Promise<void> {
  const last = setTimeout(() => void server.stop(), patienceMilliseconds);
  const isGone = await askToEnd(server, session);
  clearTimeout(last);
  if (!isGone) await server.stop();
}

/** Watches one session. */
class Watch {
  exceeded: string | null = null;
  readonly #server: ThrowAwayServer;
  readonly #session: number;
  readonly #allowance: Allowance;
  readonly #total: NodeJS.Timeout;
  #look: NodeJS.Timeout | undefined;
  #statement: NodeJS.Timeout | undefined;

  constructor(server: ThrowAwayServer, watched: { session: number; allowance: Allowance; bytesBefore: number }) {
    [this.#server, this.#session, this.#allowance] = [server, watched.session, watched.allowance];
    const { totalSeconds } = watched.allowance;
    const late = () => this.#end(`ran for more than ${totalSeconds} seconds in all`);
    this.#total = setTimeout(late, totalSeconds * 1000);
    this.#lookLater(watched.bytesBefore, 0);
  }

  /** A new statement begins. */
  begin(): void {
    clearTimeout(this.#statement);
    const { seconds } = this.#allowance;
    this.#statement = setTimeout(() => this.#end(`ran for more than ${seconds} seconds`), seconds * 1000);
  }

  stop(): void {
    for (const timer of [this.#statement, this.#total, this.#look]) clearTimeout(timer);
  }

  #lookLater(before: number, tookMilliseconds: number): void {
    const pause = Math.max(lookEveryMilliseconds, tookMilliseconds / lookShare);
    this.#look = setTimeout(() => {
      const start = performance.now();
      const written = diskUse(this.#server.data) - before;
      const most = this.#allowance.diskBytes;
      if (!(written <= most)) this.#end(`wrote more than ${Math.round(most / 1024 ** 2)} MB`);
      else this.#lookLater(before, performance.now() - start);
    }, pause);
  }

  #end(why: string): void {
    if (this.exceeded !== null) return;
    this.exceeded = why;
    void terminate(this.#server, this.#session);
  }
}

/** Who runs strangers' SQL, where, and how much it may use. */
export interface Guarded {
  readonly login: Login;
  readonly allowance: Allowance;
}

/**
 * Does work in a session that runs strangers' SQL, and ends that session from outside once it takes more time or disk than it may.
 *
 * The session's own `statement_timeout` is only a courtesy: what runs in it can switch it off.
 *
 * @param work calls `begin` before each statement
 * @throws AllowanceExceeded
 */
export async function withGuardedClient<T>(
  server: ThrowAwayServer,
  { login, allowance }: Guarded,
  work: (client: Client, begin: () => void) => Promise<T>,
): Promise<T> {
  const bytesBefore = diskUse(server.data);
  return withClient(server, login, async (client) => {
    const { rows } = await client.query('SELECT pg_catalog.pg_backend_pid() AS session');
    const watch = new Watch(server, { session: rows[0].session, allowance, bytesBefore });
    watch.begin();
    try {
      return await work(client, () => watch.begin());
    } catch (error) {
      if (watch.exceeded !== null) throw new AllowanceExceeded(watch.exceeded, { cause: error });
      throw error;
    } finally {
      watch.stop();
    }
  });
}
