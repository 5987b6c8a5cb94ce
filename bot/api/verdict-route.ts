import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Route, sendJson } from '../http/route.ts';
import type { Operator } from '../operator/operator.ts';
import { findReport } from '../store/comparisons.ts';
import type { Querying } from '../store/database.ts';
import { bearerOf } from './bearer-of.ts';
import type { WorkflowTokens } from './workflow-tokens.ts';

export interface Showing {
  readonly store: Querying;
  readonly operator: Operator;
  readonly tokens: WorkflowTokens;
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
      const may = found !== null && (await mayRead(token, found.repository, { operator, tokens }));
      if (!may) {
        sendJson(response, 404, { error: 'there is no such verdict, or not for this token' });
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(found.report);
    },
  };
}

async function mayRead(
  token: string,
  repository: string,
  { operator, tokens }: Omit<Showing, 'store'>,
): Promise<boolean> {
  const given = createHash('sha256').update(token).digest();
  // Every one is compared, each in constant time.
  const known = operator
    .grantsOf(repository)
    .tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
  if (known.length > 0) return true;
  if (token.split('.').length !== 3) return false;
  const claims = await tokens.verify(token).catch(() => null);
  return claims !== null && claims.repository.toLowerCase() === repository.toLowerCase();
}
