import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

/** Somebody who issues tokens for workflows, as GitHub does. */
export async function useIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (
    claims: Record<string, unknown>,
    now: Date,
    header: { alg: string; kid?: string } = { alg: 'RS256' },
  ) =>
    new SignJWT({ iss: issuer, aud: 'tollgate', ...claims })
      .setProtectedHeader({ kid: 'one', ...header })
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + 300_000))
      .sign(privateKey);
  return { issuer, token, publicKey, privateKey };
}
