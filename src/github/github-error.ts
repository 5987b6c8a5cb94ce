import { ProviderError } from '../model/provider-error.ts';
import type { ReasonCode } from '../model/reason-codes.ts';

const byStatus: ReadonlyMap<number, ReasonCode> = new Map([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'query-refused'],
  [422, 'query-refused'],
  [429, 'rate-limited'],
]);

/**
 * HTTP status that GitHub answered with; null where it gave no answer.
 *
 * @example statusOf(Object.assign(new Error('Not Found'), { status: 404, response: {} })) // 404
 */
export function statusOf(error: unknown): number | null {
  const { status, response } = Object(error) as { status?: unknown; response?: unknown };
  // Octokit gives a broken connection the status 500, and no response.
  return typeof status === 'number' && response !== undefined ? status : null;
}

/** What GitHub’s words leave out: it does not tell what a token may not see from what is not there. */
const hints: ReadonlyMap<ReasonCode, string> = new Map([
  ['unauthorized', ' (the token is wrong, or has expired)'],
  ['forbidden', ' (the token lacks the right to this)'],
  ['not-found', ' (look at the name of the repository; to a token that may not see it, it is not there)'],
]);

/** Both kinds of limit answer 403: the words and the headers tell them from a missing right. */
function isLimited(error: unknown): boolean {
  const { message, response } = Object(error) as {
    message?: unknown;
    response?: { headers?: Record<string, unknown> };
  };
  const headers = response?.headers ?? {};
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit/i.test(String(message))
  );
}

function reasonOf(error: unknown): ReasonCode {
  const status = statusOf(error);
  if (status === null) return 'unreachable';
  if (status === 403 && isLimited(error)) return 'rate-limited';
  return byStatus.get(status) ?? (status >= 500 ? 'server-error' : 'bad-response');
}

/**
 * The error for a request that GitHub did not answer as wanted.
 *
 * @param route what was asked, for example `GET /repos/{owner}/{repo}/git/ref/{ref}`
 */
export function gitHubError(route: string, error: unknown): ProviderError {
  const status = statusOf(error);
  const words = error instanceof Error ? error.message.split('\n')[0]?.slice(0, 300) : String(error);
  const brief = `GitHub ${status === null ? 'could not be reached' : `answered ${status}`}`;
  const reason = reasonOf(error);
  const message = `${brief} to ${route}: ${words}${hints.get(reason) ?? ''}`;
  return new ProviderError(reason, message, { cause: error, brief });
}
