import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as Slack signs it: `X-Slack-Request-Timestamp`, `X-Slack-Signature`, and the body before anything is parsed. */
export interface SignedRequest {
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Buffer;
}

/** Slack asks for no more, in seconds; whoever kept a request for longer sends it again himself. */
const oldest = 300;

/**
 * Tells whether Slack signed a request with the app’s signing secret, within the last five minutes (version v0 of its scheme).
 *
 * @example isSlackSigned({ timestamp: '1', signature: 'v0=00', body: Buffer.from('') }, 'secret', new Date(1000)) // false
 */
export function isSlackSigned({ timestamp, signature, body }: SignedRequest, secret: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (!(Math.abs(now.getTime() / 1000 - Number(timestamp)) <= oldest)) return false;
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const expected = Buffer.from(`v0=${hmac}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
