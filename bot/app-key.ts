import { createPrivateKey } from 'node:crypto';

/**
 * The App's private key as PEM: given as it is, with `\n` for line breaks, or in base64.
 *
 * @example pemOf('LS0tLS1CRUdJTg==') // '-----BEGIN'
 */
export function pemOf(given: string): string {
  const text = given.includes('-----BEGIN') ? given : Buffer.from(given, 'base64').toString('utf8');
  return text.replaceAll('\\n', '\n');
}

/** What is wrong with a private key; never with the key in its words. A bot that has none of use would listen, and answer nobody. */
export function keyProblems(given: string | undefined): string[] {
  if (given === undefined) return [];
  const wanted = 'wanted what is in the .pem file that GitHub gave, for example PRIVATE_KEY="$(cat key.pem)"';
  if (!pemOf(given).includes('-----BEGIN'))
    return [`PRIVATE_KEY is no PEM (the name of a file is not read); ${wanted}`];
  try {
    const { asymmetricKeyType } = createPrivateKey(pemOf(given));
    return asymmetricKeyType === 'rsa' ? [] : [`PRIVATE_KEY is no RSA key; ${wanted}`];
  } catch {
    // The words of OpenSSL say nothing to an operator.
    return [`PRIVATE_KEY begins as PEM but cannot be read: a part or its line breaks are missing; ${wanted}`];
  }
}
