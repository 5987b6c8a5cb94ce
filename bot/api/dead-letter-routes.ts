import type { Logger } from 'pino';
import type { Route } from '../http/route.ts';
import { sendJson } from '../http/route.ts';
import type { Operator } from '../operator/operator.ts';
import type { Inbox } from '../queue/inbox.ts';
import type { Querying } from '../store/database.ts';
import { deadDeliveries, findDeliveries } from '../store/deliveries.ts';
import { bearerOf } from './bearer-of.ts';
import { holdsToken } from './holds-token.ts';

/** With what deliveries that were given up are shown, and worked off after all. */
export interface Undertaking {
  readonly store: Querying;
  readonly inbox: Inbox;
  readonly operator: Operator;
  readonly log: Logger;
}

/** So many are shown at most. */
const most = 200;

/** Only the operator’s own tokens count here: the repositories’ do not. */
function forOperators(route: Route, { operator }: Undertaking): Route {
  return {
    ...route,
    answer(request, response, parts) {
      const token = bearerOf(request);
      response.setHeader('cache-control', 'no-store');
      if (token !== null && holdsToken(token, operator.tokens)) return route.answer(request, response, parts);
      response.setHeader('www-authenticate', 'Bearer');
      return sendJson(response, 401, { error: 'wanted a token of the operator’s: `tokens` at the top of the file' });
    },
  };
}

/** Ids of the bot’s own deliveries hold slashes, which an address holds as %2F. */
function decoded(part: string | undefined): string | null {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return null;
  }
}

/** Deliveries that were given up: seen by the operator, and given another chance. */
export function deadLetterRoutes(undertaking: Undertaking): Route[] {
  const { store, inbox, log } = undertaking;
  const list: Route = {
    method: 'GET',
    path: '/api/v1/deliveries/dead',
    async answer(_, response) {
      sendJson(response, 200, { deliveries: await deadDeliveries(store, most) });
    },
  };
  const retry: Route = {
    method: 'POST',
    path: '/api/v1/deliveries/{id}/retry',
    async answer(_, response, { id }) {
      const wanted = decoded(id);
      const found = wanted === null ? undefined : (await findDeliveries(store, [wanted])).get(wanted);
      if (found === undefined) return sendJson(response, 404, { error: 'there is no such delivery' });
      if (found.state !== 'dead') return sendJson(response, 409, { error: `it is ${found.state}, not given up` });
      // As if it came anew: behind what came of its repository meanwhile.
      await inbox.put(found);
      log.info({ delivery: found.id, event: found.event }, 'a delivery that was given up gets another chance');
      return sendJson(response, 202, { id: found.id });
    },
  };
  return [list, retry].map((route) => forOperators(route, undertaking));
}
