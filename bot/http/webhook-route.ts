import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOwnEvent } from '../events/own-event.ts';
import { isSigned } from './is-signed.ts';
import { readBody } from './read-body.ts';
import { type Route, sendJson } from './route.ts';

/** GitHub sends no larger one. */
const largestBody = 25 * 1024 * 1024;

/** Probot’s middleware. */
type Middleware = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export interface Webhooks {
  readonly path: string;
  readonly secret: string;
  readonly middleware: Middleware;
}

const notStored = '{"error":"the delivery could not be stored; deliver it again"}';

/** Probot answers with the words of the handler’s error, and their length; these are for the log only. */
function withoutInnerWords(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  const plainHead = (status: number, headers: object = {}): unknown =>
    writeHead(
      status,
      status < 500 ? { ...headers } : { 'content-type': 'application/json', 'content-length': notStored.length },
    );
  const plainEnd = (...given: unknown[]): unknown =>
    Reflect.apply(end, response, response.statusCode < 500 ? given : [notStored]);
  Object.assign(response, { writeHead: plainHead, end: plainEnd });
}

/**
 * Webhooks: Probot’s middleware, whose only handler stores the delivery.
 *
 * It is given only what GitHub signed: it would parse nothing else either, but write whatever a stranger sends into the log.
 */
export function webhookRoute({ path, secret, middleware }: Webhooks): Route {
  return {
    method: 'POST',
    path,
    async answer(request, response) {
      const signature = request.headers['x-hub-signature-256'];
      if (typeof signature !== 'string') {
        sendJson(response, 400, { error: 'the header x-hub-signature-256 is missing' });
        return;
      }
      // The signature covers the body, not the headers: nobody else may speak as the bot to itself.
      if (isOwnEvent(String(request.headers['x-github-event']))) {
        sendJson(response, 400, { error: 'GitHub has no such event' });
        return;
      }
      const body = await readBody(request, largestBody);
      if (!isSigned(body, signature, secret)) {
        sendJson(response, 401, { error: 'the signature does not fit the body and the secret' });
        return;
      }
      // The signature is of the body alone.
      if (isOwnEvent(String(request.headers['x-github-event']))) {
        sendJson(response, 400, { error: 'the header x-github-event names an event that GitHub does not send' });
        return;
      }
      withoutInnerWords(response);
      await middleware(Object.assign(request, { body: body.toString('utf8') }), response);
    },
  };
}
