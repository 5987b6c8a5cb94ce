import type { Path } from './tree.ts';

const words =
  'auth|bearer|cookie|credential|pass|pasw|private|secret|session|slack|token|webhook|api[-_]?key|signature';
const secretName = new RegExp(words, 'i');
const secretEntry = new RegExp(`((?:${words})[\\w-]*["']?\\s*:\\s*)(?![\\s{[#]|$)[^,}]*`, 'gi');

/** Tells whether the name of a key, a header or an environment variable says that its value is secret. */
export function looksSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Tells whether what stands at a path is secret: credentials (also misspelt ones below `auth`), secret headers, the webhook.
 *
 * @example looksSecret(['production', 'metrics', 'auth', 'berer']) // true
 */
export function looksSecret(path: Path): boolean {
  // A service may be called "auth", and a label "session": neither makes a secret of what it holds.
  const own = path[0] === 'services' ? path.slice(2) : path;
  if (own[0] === 'data' && own.at(-1) === 'key') return true;
  return !own.includes('selector') && own.some((step) => typeof step === 'string' && looksSecretName(step));
}

/**
 * A short text without the user, password and query of its addresses, which may carry credentials.
 *
 * @example maskAddress('https://ann:pw@host/p?key=1') // 'https://***@host/p?***'
 */
export function maskAddress(text: string): string {
  return text.replace(/:\/\/[^\s/?#]*@/g, '://***@').replace(/(:\/\/[^\s?]*\?)[^\s"']+/g, '$1***');
}

/**
 * A short line of a file with what looks secret masked, even where the file cannot be parsed.
 *
 * @example maskLine('  bearer: abc') // '  bearer: ***'
 */
export function maskLine(line: string): string {
  const masked = line.replace(secretEntry, '$1***');
  return maskAddress(masked);
}
