import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Tells whether GitHub signed a body with the webhook secret (`X-Hub-Signature-256`: "sha256=" and the HMAC in hexadecimal).
 *
 * @example isSigned(Buffer.from('{}'), 'sha256=00', 'secret') // false
 */
export function isSigned(body: Buffer, signature: string, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
