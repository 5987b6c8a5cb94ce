import { UsageError } from '../model/usage-error.ts';

/**
 * Parses the address of a target that a script loads.
 *
 * @throws UsageError for anything but http and https, and for credentials in it
 */
export function loadAddress(target: string): URL {
  const url = URL.parse(target);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url;
  throw new UsageError(
    'invalid-option',
    'wanted an address such as https://staging.example.com, without credentials (those go into AUTHORIZATION)',
  );
}
