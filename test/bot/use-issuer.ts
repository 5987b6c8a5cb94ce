import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { useServer } from '../fixtures/use-server.ts';

/** Somebody who issues tokens for workflows, as GitHub does. */
export async function useIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys }));
  });
  const host = await useServer(server);
  const issuer = `http://${host}`;
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
