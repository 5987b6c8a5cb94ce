import { HTTPError, TimeoutError } from 'ky';
import type { ReasonCode } from '../../model/reason-codes.ts';
import type { Address } from './address.ts';
import { OverBudget } from './bounded-fetch.ts';
import { longestWait, retryAfter } from './retry-after.ts';

/** Why a request has no answer. Holds words only: an error of the HTTP library would carry the request with its credentials. */
export interface HttpFailure {
  readonly reason: ReasonCode;
  readonly message: string;
}

/** What a failure is about: the request as it may be shown, and how to make a stranger’s words safe. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly address: Address;
  /** Time-out of one attempt, in seconds. */
  readonly timeout: number;
}

/** Builds the failure of a request; the only place in which errors of HTTP providers are made. */
export function httpFailure(asked: Asked, reason: ReasonCode, what: string): HttpFailure {
  return { reason, message: `${asked.method} ${asked.address.shown(asked.path)}: ${what}` };
}

/** Translates whatever was thrown while asking into one of our reasons, without anything of the original but safe words. */
export function failureOf(asked: Asked, error: unknown): HttpFailure {
  if (error instanceof OverBudget) return httpFailure(asked, 'over-budget', error.message);
  if (error instanceof TimeoutError) return httpFailure(asked, 'timeout', `no answer within ${asked.timeout} s`);
  if (error instanceof HTTPError) return statusFailure(asked, error.response, error.data);
  return httpFailure(asked, 'unreachable', `no connection (${causeCode(error)})`);
}

const byStatus = new Map<number, readonly [ReasonCode, string]>([
  [400, ['query-refused', 'the server refused the query']],
  [401, ['unauthorized', 'the server refused the credentials']],
  [403, ['forbidden', 'the credentials may not read this']],
  [404, ['not-found', 'there is nothing at this address']],
  [422, ['query-refused', 'the server could not execute the query']],
]);

function statusFailure(asked: Asked, response: Response, body: unknown): HttpFailure {
  const { status } = response;
  const words = serverWords(asked.address, body);
  if (status >= 300 && status < 400) {
    return httpFailure(asked, 'redirected', `${status}, redirect to ${redirectOrigin(asked, response)} not followed`);
  }
  const known = byStatus.get(status);
  if (known !== undefined) return httpFailure(asked, known[0], `${status}, ${known[1]}${words}`);
  if (status === 429) return httpFailure(asked, 'rate-limited', `429 at every attempt${waitAsked(response)}${words}`);
  // Prometheus says 503 when it ran out of its own time for a query.
  if (status === 503 && isErrorType(body, 'timeout')) {
    return httpFailure(asked, 'timeout', `503, the server gave up on the query${words}`);
  }
  if (status >= 500)
    return httpFailure(asked, 'server-error', `${status} at every attempt${waitAsked(response)}${words}`);
  return httpFailure(asked, 'bad-response', `unexpected status ${status}${words}`);
}

function waitAsked(response: Response): string {
  const seconds = retryAfter(response.headers.get('retry-after'), Date.now());
  return seconds > longestWait
    ? ` (asked to wait ${Math.round(seconds)} s, more than the ${longestWait} s that are waited)`
    : '';
}

/** Only the origin: the rest of a redirect’s target may carry a ticket or the credentials that were sent. */
function redirectOrigin({ address, path }: Asked, response: Response): string {
  const target = URL.parse(response.headers.get('location') ?? '', address.url(path).href);
  return target === null ? 'an unreadable address' : address.redact(target.origin);
}

/** The server’s own explanation, made safe: secrets struck out, control characters removed, cut. */
function serverWords(address: Address, body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body) || typeof body.error !== 'string') return '';
  return `: ${safeWords(address, body.error)}`;
}

/** Makes words of a server safe to show: secrets struck out, control characters removed, at most 300 characters. */
export function safeWords(address: Address, words: string): string {
  return address
    .redact(words)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, 300);
}

function isErrorType(body: unknown, errorType: string): boolean {
  return typeof body === 'object' && body !== null && 'errorType' in body && body.errorType === errorType;
}

/** A system’s error code such as ECONNREFUSED or CERT_HAS_EXPIRED, found down the chain of causes. */
function causeCode(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    if ('code' in one && typeof one.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(one.code)) return one.code;
  }
  return error instanceof Error ? error.name : 'unknown error';
}
