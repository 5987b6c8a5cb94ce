import ky, { HTTPError, type KyInstance } from 'ky';
import pLimit from 'p-limit';
import { openAddress } from './address.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { type Asked, failureOf, type HttpFailure, httpFailure, safeWords } from './http-failure.ts';
import type { HttpSettings } from './http-settings.ts';
import { longestWait, retryAfter } from './retry-after.ts';

/** What came of a request: the parsed body, or why there is none. */
export type Answer<T> = { readonly ok: true; readonly value: T } | Failed;

export interface Failed extends HttpFailure {
  readonly ok: false;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Below the base address, starting with a slash. */
  readonly path: string;
  /** In the body of a POST, in the address of a GET. */
  readonly parameters: readonly [string, string][];
}

/** A server that answers in JSON. Never throws for what the server does. */
export interface HttpClient {
  json(request: HttpRequest): Promise<Answer<unknown>>;
  /** A failure that only the reader of an answer can see, for example JSON of the wrong shape. */
  failure(request: HttpRequest, reason: HttpFailure['reason'], what: string): Failed;
  /** Makes words of the server safe to show. */
  safe(words: string): string;
}

/**
 * Opens a client with time-outs, retries with back-off and `Retry-After`, bounded parallelism and a byte budget.
 *
 * @throws Error (without secrets) where the settings themselves cannot be used
 */
export function createHttpClient(settings: HttpSettings): HttpClient {
  const address = openAddress(settings);
  const limit = pLimit(settings.parallel);
  const client = configure(settings);
  const asked = ({ method, path }: HttpRequest): Asked => ({ method, path, address, timeout: settings.timeout });

  const ask = async (request: HttpRequest): Promise<Answer<unknown>> => {
    const url = address.url(request.path);
    const body = new URLSearchParams(request.parameters);
    if (request.method === 'GET') for (const [name, value] of body) url.searchParams.append(name, value);
    try {
      const options = { method: request.method, headers: address.headers, ...(request.method === 'POST' && { body }) };
      return parse(asked(request), await (await client(url, options)).text());
    } catch (error) {
      return { ok: false, ...failureOf(asked(request), error) };
    }
  };
  return {
    json: (request) => limit(() => ask(request)),
    failure: (request, reason, what) => ({ ok: false, ...httpFailure(asked(request), reason, what) }),
    safe: (words) => safeWords(address, words),
  };
}

function configure({ timeout, retries, maxBytes }: HttpSettings): KyInstance {
  const retriable = [429, 500, 502, 503, 504];
  return ky.create({
    // A redirect is not followed: it would carry the credentials to wherever it points.
    redirect: 'manual',
    timeout: Math.min(timeout * 1000, 2 ** 31 - 1),
    fetch: boundedFetch(maxBytes),
    retry: {
      limit: retries,
      methods: ['get', 'post'],
      statusCodes: retriable,
      afterStatusCodes: retriable,
      delay: (attempt) => 250 * 2 ** (attempt - 1),
      backoffLimit: longestWait * 1000,
      maxRetryAfter: longestWait * 1000,
      shouldRetry: ({ error }) => (asksForTooLong(error) ? false : undefined),
    },
  });
}

function asksForTooLong(error: Error): boolean {
  return error instanceof HTTPError && retryAfter(error.response.headers.get('retry-after'), Date.now()) > longestWait;
}

function parse(asked: Asked, text: string): Answer<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    const kind = /^\s*</.test(text) ? 'an HTML page (a login page, or another server)' : 'no JSON';
    return { ok: false, ...httpFailure(asked, 'bad-response', `the answer is ${kind}`) };
  }
}
