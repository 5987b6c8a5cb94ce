import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';

export const secret = 'a secret of the tests';
export const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
});

export interface Delivered {
  readonly payload: unknown;
  readonly id?: string;
  readonly signedWith?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a webhook to the bot at an address as GitHub does. */
export async function deliver(url: string, event: string, { payload, ...given }: Delivered): Promise<Response> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const hmac = createHmac('sha256', given.signedWith ?? secret)
    .update(body)
    .digest('hex');
  return fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': given.id ?? randomUUID(),
      'x-hub-signature-256': `sha256=${hmac}`,
      ...given.headers,
    },
    body,
  });
}
