import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** Whoever has an address of version 6 has a whole network of them (its first 64 bits). */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/**
 * Tells who sent a request: the address of the connection, or behind proxies of the operator’s what the outermost of them wrote down.
 *
 * @param proxies number of proxies in front, each of which adds to `X-Forwarded-For`; what stands before theirs anybody can write
 */
export function sourceOf({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>, proxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  const named = proxies > 0 ? forwarded.at(-proxies)?.trim() : undefined;
  return networkOf(named || (socket.remoteAddress ?? ''));
}
