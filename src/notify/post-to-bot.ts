import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { plainText } from '../report/escape/plain-text.ts';

/** Something that is sent to the bot. */
export interface Posted {
  /** Base address of the bot. */
  readonly url: string;
  /** The option that names it, for errors. */
  readonly option: string;
  /** For example `api/v1/profiles`. */
  readonly path: string;
  readonly body: string;
  readonly token: string;
}

const timeout = 30_000;
/** Refusals that are nobody’s mistake: it may be asked again. */
const passing = new Set([408, 425, 429]);

/**
 * Sends JSON to the bot.
 *
 * @returns what it answered, and the host for errors; from outside, so it is parsed by whoever reads it
 * @throws UsageError where the bot refuses it
 * @throws ProviderError where the bot does not answer
 */
export async function postToBot(posted: Posted): Promise<{ readonly answer: unknown; readonly host: string }> {
  const { body, token } = posted;
  const address = addressOf(posted);
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
    // A redirect would carry what is sent and the token to a host that nobody named.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  }).catch((cause: unknown) => {
    throw new ProviderError('unreachable', `the bot at ${address.host} could not be reached`, { cause });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { answer, host: address.host };
  const { error } = Object(answer) as { error?: unknown };
  const words = typeof error === 'string' ? `: ${plainText(error, 300)}` : '';
  const message = `the bot at ${address.host} answered ${response.status}${words}`;
  const isMistake = response.status >= 400 && response.status < 500 && !passing.has(response.status);
  throw isMistake ? new UsageError('invalid-option', message) : new ProviderError('server-error', message);
}

/** What is said to this machine itself passes no network. */
function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function addressOf({ url, option, path }: Posted): URL {
  const address = URL.parse(path, url.endsWith('/') ? url : `${url}/`);
  if (address !== null && address.protocol === 'http:' && !isThisMachine(address)) {
    throw new UsageError(
      'invalid-option',
      `${option}: a token is not sent over http, where everybody on the way can read it; wanted https://${address.host}`,
    );
  }
  if (address !== null && ['https:', 'http:'].includes(address.protocol) && address.username === '') return address;
  throw new UsageError(
    'invalid-option',
    `${option} wants the address of the bot, for example https://tollgate.example.com`,
  );
}
