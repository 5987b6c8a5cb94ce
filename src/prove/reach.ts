import { connect } from 'node:net';

const patience = 5000;

/** Why nobody answers at an address, in words; null where somebody takes the connection. */
export async function whyUnreached(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (why: string | null) => {
      socket.destroy();
      resolve(why);
    };
    socket.setTimeout(patience, () => end(`no connection within ${patience / 1000} s`));
    socket.once('connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(`no connection (${error.code ?? 'unknown error'})`));
  });
}
