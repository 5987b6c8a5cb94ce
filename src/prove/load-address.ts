import { UsageError } from '../model/usage-error.ts';

/**
 * Parses the address of a target that a script loads: scheme, host and port, for the script has paths of its own.
 *
 * @throws UsageError for anything but http and https, and for credentials, a path or a query in it
 */
export function loadAddress(target: string): URL {
  const url = URL.parse(target);
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url;
  throw new UsageError(
    'invalid-option',
    'wanted an address such as https://staging.example.com, without a path and without credentials (those go into AUTHORIZATION)',
  );
}
