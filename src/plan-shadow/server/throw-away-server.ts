import type { ServerPrograms } from './find-server.ts';
import type { ServerUser } from './server-user.ts';

/** A running, throw-away server that listens on a socket in its own private folder only. */
export interface ThrowAwayServer extends ServerPrograms {
  readonly data: string;
  /** Folder of the socket. */
  readonly socket: string;
  readonly port: number;
  readonly user: ServerUser;
  /** Of the superuser `tollgate`; nobody else has it. */
  readonly password: string;
  /** Ends it in order and starts it again, so that it reads its files anew; whoever is connected is disconnected. */
  restart(): Promise<void>;
  /** Ends every process of it, now, and removes its folder; once more does nothing. */
  stop(): Promise<void>;
}

/** Who may everything in a server of ours. */
export const superuser = 'tollgate';
