import type { HttpSettings } from './http-settings.ts';

/** A base address whose credentials have been taken out of it. */
export interface Address {
  /** Address of a path below the base, with the base’s own query parameters and without credentials. */
  url(path: string): URL;
  /** The same address as a message may show it: no credentials, no query parameters. */
  shown(path: string): string;
  readonly headers: Headers;
  /** Strikes every secret of the settings out of words that came from elsewhere. */
  redact(text: string): string;
}

/**
 * Parses a base address and its credentials. Credentials in the address become a Basic header, because `fetch` refuses them there.
 *
 * @throws Error, without the address or the value in it, where one of them cannot be used
 */
export function openAddress(settings: Pick<HttpSettings, 'url' | 'auth' | 'headers'>): Address {
  const base = parseUrl(settings.url);
  const [user, password] = [decode(base.username), decode(base.password)];
  const fromUrl = user === '' && password === '' ? undefined : { user, password };
  base.username = '';
  base.password = '';
  base.hash = '';
  const authorization = authorizationOf(settings.auth ?? fromUrl);
  const below = (path: string) => {
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/+$/, '')}${path}`;
    return url;
  };
  return {
    url: below,
    shown: (path) => `${base.origin}${below(path).pathname}`,
    headers: headersOf(settings.headers, authorization),
    redact: redactor([
      password,
      ...(authorization === null ? [] : [authorization, authorization.replace(/^\w+ /, '')]),
      ...(settings.auth !== undefined && 'password' in settings.auth ? [settings.auth.password] : []),
      ...Object.values(settings.headers),
      ...base.searchParams.values(),
    ]),
  };
}

function parseUrl(text: string): URL {
  // The error of `new URL` carries the whole address, password included, so it is not passed on as a cause.
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Error('the base address of the server is not an address that starts with http:// or https://');
  }
  return url;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function authorizationOf(auth: HttpSettings['auth']): string | null {
  if (auth === undefined) return null;
  if ('bearer' in auth) return `Bearer ${auth.bearer}`;
  return `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}`;
}

function headersOf(further: Readonly<Record<string, string>>, authorization: string | null): Headers {
  const headers = new Headers();
  const all = authorization === null ? further : { Authorization: authorization, ...further };
  for (const [name, value] of Object.entries(all)) {
    try {
      // What was read from a file often ends in a newline, which a header cannot carry.
      headers.set(name, value.trim());
    } catch {
      throw new Error(`the header "${name}" has a name or value that HTTP cannot carry (its value is not shown)`);
    }
  }
  return headers;
}

/** Very short values are left alone: striking out a tenant called "1" would make every message unreadable. */
function redactor(values: readonly string[]): (text: string) => string {
  const secrets = values
    .flatMap((value) => [value, value.trim(), encodeURIComponent(value)])
    .filter((value) => value.length >= 4)
    .sort((a, b) => b.length - a.length);
  return (text) => secrets.reduce((words, secret) => words.replaceAll(secret, '***'), text);
}
