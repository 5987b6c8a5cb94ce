import type { Client } from 'pg';
import { superuser, type ThrowAwayServer } from './throw-away-server.ts';

/** The only database that a server has of itself; what concerns all of them is done from here. */
export const administration = 'template0';

/** Who connects: `tollgate` may everything; the others only what their role may. */
export interface Login {
  readonly database: string;
  readonly role?: { readonly name: string; readonly password: string };
}

/** A connection to a throw-away server, through its socket. */
export async function connect(server: ThrowAwayServer, login: Login): Promise<Client> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: server.socket,
    port: server.port,
    database: login.database,
    user: login.role?.name ?? superuser,
    password: login.role?.password ?? server.password,
    application_name: 'tollgate',
    connectionTimeoutMillis: 15_000,
  });
  // A connection that breaks between two questions must not end the process; the next question says so.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Does work on a connection, which is closed afterwards. */
export async function withClient<T>(
  server: ThrowAwayServer,
  login: Login,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(server, login);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
