import type { IncomingMessage, ServerResponse } from 'node:http';
import { isOwnEvent } from '../events/own-event.ts';
import type { Delivery } from '../store/deliveries.ts';
import type { Tracer } from '../tracing/tracer.ts';
import { deliveryOf } from './delivery-of.ts';
import { isSigned } from './is-signed.ts';
import type { ReadBody } from './read-body.ts';
import { type Route, sendJson } from './route.ts';

/** GitHub names deliveries by a UUID, and events by a word. */
const longestName = 200;
/** GitHub sends no larger one. */
const largestBody = 25 * 1024 * 1024;

export interface Webhooks {
  readonly path: string;
  readonly secret: string;
  readonly readBody: ReadBody;
  readonly tracer: Tracer;
  /** Resolves once the delivery cannot be lost any more. */
  readonly store: (delivery: Delivery) => Promise<void>;
  /** Told why a delivery could not be stored; GitHub is only told that it could not. */
  readonly onError: (error: unknown) => void;
}

interface Refusal {
  readonly status: number;
  readonly error: string;
}

/** What GitHub names a delivery by. */
interface Heading {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
}

const refusal = (status: number, error: string): Refusal => ({ status, error });

function headingOf({ headers }: IncomingMessage): Heading | Refusal {
  const { 'x-github-delivery': id, 'x-github-event': event, 'x-hub-signature-256': signature } = headers;
  const given = { 'x-github-delivery': id, 'x-github-event': event, 'x-hub-signature-256': signature };
  const missing = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [] : [name],
  );
  if (typeof id !== 'string' || typeof event !== 'string' || typeof signature !== 'string' || missing.length > 0) {
    return refusal(400, `missing: ${missing.join(', ')}`);
  }
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    return refusal(415, 'wanted the content type application/json: choose it in the App’s settings');
  }
  // PostgreSQL keeps no index of what is longer, and one such delivery would keep out all that are written with it.
  if (id.length > longestName || event.length > longestName)
    return refusal(400, `a name of more than ${longestName} characters`);
  // The signature covers the body, not the headers: nobody else may speak as the bot to itself.
  if (isOwnEvent(event)) return refusal(400, 'GitHub has no such event');
  return { id, event, signature };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { secret, readBody, ...webhooks }: Webhooks,
): Promise<Refusal | null> {
  const since = new Date();
  const heading = headingOf(request);
  if ('error' in heading) return heading;
  const body = await readBody(request, response, largestBody);
  if (!isSigned(body, heading.signature, secret)) {
    return refusal(401, 'the signature does not fit the body and the secret');
  }
  return accept({ ...heading, body, since }, webhooks);
}

interface Signed extends Heading {
  readonly body: Buffer;
  readonly since: Date;
}

/** What strangers send is no trace: they could push out those of deliveries. */
function accept(
  signed: Signed,
  { tracer, ...storing }: Omit<Webhooks, 'secret' | 'readBody'>,
): Promise<Refusal | null> {
  const { id, event, since } = signed;
  const attributes = { 'tollgate.delivery': id, 'tollgate.event': event, 'http.request.method': 'POST' };
  return tracer.span({ name: `accept ${event}`, kind: 'server', since, attributes }, async (note) => {
    const refused = await keep(signed, storing);
    note({
      'http.response.status_code': refused?.status ?? 200,
      'tollgate.outcome': refused === null ? 'stored' : 'refused',
    });
    return refused;
  });
}

async function keep(
  { id, event, body }: Signed,
  { store, onError }: Pick<Webhooks, 'store' | 'onError'>,
): Promise<Refusal | null> {
  const delivery = deliveryOf({ id, event, body: body.toString('utf8') });
  if (delivery === null) return refusal(400, 'wanted a JSON object');
  return store(delivery).then(
    () => null,
    (error: unknown) => {
      onError(error);
      return refusal(500, 'the delivery could not be stored; deliver it again');
    },
  );
}

/**
 * Webhooks: what GitHub signed is stored, and then acknowledged; everything else happens afterwards.
 *
 * Probot’s own middleware is not in between: after nine seconds it acknowledges what is not stored yet, it writes whatever a stranger sends
 * into the log, and it makes a client of GitHub for every delivery, which is half of what a delivery costs.
 */
export function webhookRoute(webhooks: Webhooks): Route {
  return {
    method: 'POST',
    path: webhooks.path,
    async answer(request, response) {
      const refused = await receive(request, response, webhooks);
      if (refused === null) response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
      else sendJson(response, refused.status, { error: refused.error });
    },
  };
}
