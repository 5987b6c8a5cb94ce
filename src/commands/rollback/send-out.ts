import { ProviderError } from '../../model/provider-error.ts';
import type { SendOut } from './world.ts';

const timeout = 10_000;
const longestAnswer = 1_000_000;

function isLoopback({ hostname }: URL): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** Reads at most a megabyte: a version is short. */
async function readText(response: Response): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > longestAnswer) throw new ProviderError('over-budget', 'the answer is longer than a megabyte');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * Sends requests to servers that are not GitHub: a message only by https (or to this machine), never on to where a redirect points.
 *
 * @param refusal why an address must not be asked; null where it may be
 */
export function sendOutWhere(refusal: (url: URL) => string | null): SendOut {
  return async ({ url, method, headers, body }) => {
    const address = new URL(url);
    const isPlain = address.protocol !== 'https:' && !isLoopback(address);
    const why = method === 'POST' && isPlain ? 'it is not https' : refusal(address);
    if (why !== null) throw new ProviderError('forbidden', `nothing is sent to ${address.host}: ${why}`);
    try {
      const response = await fetch(address, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
        ...(body === undefined ? {} : { body }),
      });
      return { status: response.status, text: await readText(response) };
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      throw new ProviderError('unreachable', `${address.host} could not be reached`, { cause: error });
    }
  };
}
