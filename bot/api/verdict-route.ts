import { z } from 'zod';
import { type Route, sendJson } from '../http/route.ts';
import { findReport } from '../store/comparisons.ts';
import type { Querying } from '../store/database.ts';
import { bearerOf } from './bearer-of.ts';
import { type Knowing, mayAsk } from './may-ask.ts';

export interface Showing extends Knowing {
  readonly store: Querying;
}

const Id = z.uuid();

/** Shows a verdict to whoever may see that repository’s; to everybody else it is not there. */
export function verdictRoute({ store, operator, tokens }: Showing): Route {
  return {
    method: 'GET',
    path: '/api/v1/verdicts/{id}',
    async answer(request, response, { id }) {
      const token = bearerOf(request);
      if (token === null) {
        response.setHeader('www-authenticate', 'Bearer');
        sendJson(response, 401, { error: 'wanted a token: one of the operator’s file, or that of a workflow' });
        return;
      }
      const wanted = Id.safeParse(id).data;
      const found = wanted === undefined ? null : await findReport(store, wanted);
      const may = found === null ? 'no' : await mayAsk(token, found.repository, { operator, tokens });
      if (found === null || may === 'no') {
        sendJson(response, 404, { error: 'there is no such verdict, or not for this token' });
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(found.report);
    },
  };
}
