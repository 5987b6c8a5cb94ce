import type { IncomingMessage } from 'node:http';

/** No token that anybody issues is longer. */
const longest = 16_384;

/** The token of a request’s header; null where there is none, or none that could be one. */
export function bearerOf({ headers }: IncomingMessage): string | null {
  const token = /^bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
  return token === undefined || token.length > longest ? null : token;
}
