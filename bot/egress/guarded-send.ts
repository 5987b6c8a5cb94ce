import { once } from 'node:events';
import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP } from 'node:net';
import type { SendOut } from '../../src/commands/rollback/world.ts';
import { ProviderError } from '../../src/model/provider-error.ts';
import { type EgressRule, isAllowed } from './egress-rule.ts';
import { EgressRefused, guardedLookup } from './guarded-lookup.ts';
import { whyForbidden } from './is-forbidden-address.ts';

const timeout = 10_000;
const longestAnswer = 1_000_000;

/** A name that begins like an address is a name. */
function isOwnMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Why nothing is sent to an address; null where it may be. */
export function whyNotSent(url: URL, method: 'GET' | 'POST', rules: readonly EgressRule[]): string | null {
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!isAllowed(rules, host, port)) return `the operator’s egress list does not name ${host}:${port}`;
  if (method === 'POST' && url.protocol !== 'https:' && !isOwnMachine(host)) return 'it is not https';
  return isIP(host) === 0 ? null : whyForbidden(host, host);
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > longestAnswer) throw new ProviderError('over-budget', 'the answer is longer than a megabyte');
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * Sends requests where the operator allows it and nowhere else: not to what a name stands for in the meantime, and not on to where a
 * redirect points.
 */
export function guardedSend(rules: readonly EgressRule[]): SendOut {
  return async ({ url, method, headers, body }) => {
    const address = new URL(url);
    const why = whyNotSent(address, method, rules);
    if (why !== null) throw new ProviderError('forbidden', `nothing is sent to ${address.host}: ${why}`);
    const send = address.protocol === 'https:' ? secureRequest : plainRequest;
    const signal = AbortSignal.timeout(timeout);
    try {
      // An agent of its own for each: no connection that was made for somebody else is taken.
      const sent = send(address, { method, headers: { ...headers }, lookup: guardedLookup, agent: false, signal });
      sent.end(body);
      const [response] = (await once(sent, 'response', { signal })) as [IncomingMessage];
      return { status: response.statusCode ?? 0, text: await readText(response) };
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      if (error instanceof EgressRefused) throw new ProviderError('forbidden', `${address.host}: ${error.message}`);
      throw new ProviderError('unreachable', `${address.host} could not be reached`, { cause: error });
    }
  };
}
