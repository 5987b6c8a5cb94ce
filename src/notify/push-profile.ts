import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { plainText } from '../report/escape/plain-text.ts';

/** A profile on its way to the bot. */
export interface Pushed {
  /** Base address of the bot. */
  readonly url: string;
  readonly body: string;
  readonly token: string;
}

const timeout = 30_000;

/**
 * Sends a profile to the bot.
 *
 * @returns the id under which it was kept
 * @throws UsageError where the bot refuses it
 * @throws ProviderError where the bot does not answer
 */
export async function pushProfile({ url, body, token }: Pushed): Promise<string> {
  const address = addressOf(url);
  const response = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
    // A redirect would carry the profile and the token to a host that nobody named.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  }).catch((cause: unknown) => {
    throw new ProviderError('unreachable', `the bot at ${address.host} could not be reached`, { cause });
  });
  const said: unknown = await response.json().catch(() => null);
  const { id, error } = Object(said) as { id?: unknown; error?: unknown };
  if (response.ok && typeof id === 'string') return plainText(id, 100);
  const words = typeof error === 'string' ? `: ${plainText(error, 300)}` : '';
  const message = `the bot at ${address.host} answered ${response.status}${words}`;
  if (response.status >= 400 && response.status < 500) throw new UsageError('invalid-option', message);
  throw new ProviderError('server-error', message);
}

function addressOf(url: string): URL {
  const address = URL.parse('api/v1/profiles', url.endsWith('/') ? url : `${url}/`);
  if (address !== null && ['https:', 'http:'].includes(address.protocol) && address.username === '') return address;
  throw new UsageError(
    'invalid-option',
    '--push wants the address of the bot, for example https://tollgate.example.com',
  );
}
