import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a token is one of those whose SHA-256 the operator has written down; every one is compared, each in constant time. */
export function holdsToken(token: string, known: readonly { readonly sha256: string }[]): boolean {
  const given = createHash('sha256').update(token).digest();
  return known.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given)).length > 0;
}
