import { UsageError } from '../model/usage-error.ts';

/** A host with its port. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/**
 * Parses `host`, `host:port`, `[::1]:port` or an address such as `https://host:port/`; nothing else of the address counts.
 *
 * @throws UsageError for anything else
 * @example parseHostPort('example.com', 443) // { host: 'example.com', port: 443 }
 * @example parseHostPort('https://example.com:8443/x', 443) // { host: 'example.com', port: 8443 }
 */
export function parseHostPort(text: string, usual: number): HostPort {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `none://${text}`);
  const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
  if (url === null || host === '' || url.username !== '' || url.password !== '')
    throw new UsageError('invalid-option', `wanted a host, or host:port, not "${text}"`);
  return { host, port: url.port === '' ? usual : Number(url.port) };
}
