import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BodyTooLarge, TooManyBodies } from './read-body.ts';
import { matchPath, type Route, sendJson } from './route.ts';

/** Only the path decides; the query may hold anything. */
const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?', 1)[0] ?? '/';

/** How long is waited for somebody who is slow, in milliseconds. */
export interface Patience {
  /** Until a request is there as a whole: GitHub waits 10 seconds for an answer, and sends no body more slowly than this. */
  readonly request: number;
  /** Until its headers are there. */
  readonly headers: number;
  /** How often is looked who was too slow; Node itself looks every half minute. */
  readonly look: number;
}

const usualPatience: Patience = { request: 15_000, headers: 10_000, look: 1000 };
/** Longer than proxies keep a connection that nobody uses: they must not send a request into one that ends. */
const idleConnection = 65_000;
/** The first 64 kB of each body are kept for nothing, so that there cannot be any number of them. */
const mostConnections = 1024;

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request);
  const here = routes.filter((one) => matchPath(one.path, path) !== null);
  const route = here.find(({ method }) => method === request.method);
  if (route !== undefined) return route.answer(request, response, matchPath(route.path, path) ?? {});
  if (here.length === 0) return sendJson(response, 404, { error: 'there is nothing here' });
  response.setHeader('allow', here.map(({ method }) => method).join(', '));
  return sendJson(response, 405, { error: `wanted ${here.map(({ method }) => method).join(' or ')}` });
}

/** What goes wrong, and who is told of it. */
export interface Watching {
  readonly onError: (error: unknown) => void;
  /** A body was not read because all together had no room. */
  readonly onFull: () => void;
}

/**
 * Makes the bot’s web server of its routes.
 *
 * What goes wrong inside is told to `onError` and to nobody outside: messages may hold what was sent, or where things are.
 */
export function createBotServer(
  routes: readonly Route[],
  { onError, onFull }: Watching,
  patience: Patience = usualPatience,
): Server {
  const options = {
    requestTimeout: patience.request,
    headersTimeout: patience.headers,
    connectionsCheckingInterval: patience.look,
    keepAliveTimeout: idleConnection,
  };
  const server = createServer(options, (request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      if (error instanceof TooManyBodies) onFull();
      else if (!(error instanceof BodyTooLarge) && !isGone(request)) onError(error);
      refuse(request, response, error);
    });
  });
  server.maxConnections = mostConnections;
  return server;
}

/** Whoever sent it has hung up in the middle: nothing went wrong here. */
const isGone = (request: IncomingMessage) => request.destroyed && !request.complete;

/** What is still to come is not read: the connection ends with this answer. */
function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('connection', 'close');
  if (error instanceof BodyTooLarge) sendJson(response, 413, { error: error.message });
  else if (error instanceof TooManyBodies) {
    response.setHeader('retry-after', '10');
    sendJson(response, 503, { error: error.message });
  } else sendJson(response, 500, { error: 'something went wrong; the log says what' });
  request.destroy();
}
