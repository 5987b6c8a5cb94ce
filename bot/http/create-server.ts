import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { BodyTooLarge } from './read-body.ts';
import { matchPath, type Route, sendJson } from './route.ts';

/** Only the path decides; the query may hold anything. */
const pathOf = ({ url = '/' }: IncomingMessage) => url.split('?', 1)[0] ?? '/';

/** GitHub waits 10 seconds for an answer, and sends no body more slowly than this. */
const slowestRequest = 15_000;

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request);
  const here = routes.filter((one) => matchPath(one.path, path) !== null);
  const route = here.find(({ method }) => method === request.method);
  if (route !== undefined) return route.answer(request, response, matchPath(route.path, path) ?? {});
  if (here.length === 0) return sendJson(response, 404, { error: 'there is nothing here' });
  response.setHeader('allow', here.map(({ method }) => method).join(', '));
  return sendJson(response, 405, { error: `wanted ${here.map(({ method }) => method).join(' or ')}` });
}

/**
 * Makes the bot's web server of its routes.
 *
 * What goes wrong inside is told to `onError` and to nobody outside: messages may hold what was sent, or where things are.
 */
export function createBotServer(routes: readonly Route[], onError: (error: unknown) => void): Server {
  return createServer({ requestTimeout: slowestRequest, headersTimeout: slowestRequest }, (request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      if (!(error instanceof BodyTooLarge)) onError(error);
      refuse(request, response, error);
    });
  });
}

/** What is still to come is not read: the connection ends with this answer. */
function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('connection', 'close');
  if (error instanceof BodyTooLarge) sendJson(response, 413, { error: error.message });
  else sendJson(response, 500, { error: 'something went wrong; the log says what' });
  request.destroy();
}
