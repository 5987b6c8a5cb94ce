import { createHash, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { UsageError } from '../model/usage-error.ts';

/** What tells these tokens from every other kind. */
export const profileTokenType = 'tollgate-profile+jwt';
export const profileTokenAudience = 'tollgate';

/** Long enough for a slow network, too short to be of use to a thief. */
const lifetimeSeconds = 300;

/** What a profile is signed as. */
export interface Signing {
  /** Ed25519 private key, PEM. */
  readonly key: string;
  /** "owner/name" */
  readonly repository: string;
  readonly environment: string;
  readonly now: Date;
}

function keyOf(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // What is wrong with it may quote it.
  }
  throw new UsageError(
    'invalid-option',
    'the signing key is no Ed25519 private key in PEM; `openssl genpkey -algorithm ed25519` makes one',
  );
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Signs the bytes of a profile with an environment’s key: a JSON Web Token (RFC 7519, EdDSA of RFC 8037) that names their SHA-256.
 *
 * @throws UsageError where the key is none
 */
export function signProfile(body: string, { key, repository, environment, now }: Signing): string {
  const issued = Math.floor(now.getTime() / 1000);
  const sha256 = createHash('sha256').update(body).digest('hex');
  const claims = { iss: repository, sub: environment, aud: profileTokenAudience, iat: issued, sha256 };
  const signed = `${part({ alg: 'EdDSA', typ: profileTokenType })}.${part({ ...claims, exp: issued + lifetimeSeconds })}`;
  return `${signed}.${sign(null, Buffer.from(signed), keyOf(key)).toString('base64url')}`;
}
