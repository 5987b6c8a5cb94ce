import { connect, type DetailedPeerCertificate } from 'node:tls';
import type { GuardOutcome } from '../incidents/evidence/guard-outcome.ts';
import { type CertificateDates, judgeCertificate } from '../incidents/evidence/judge-certificate.ts';
import type { Check } from '../incidents/guards/guard-check.ts';
import { type HostPort, parseHostPort } from './host-port.ts';
import type { Target } from './target.ts';

const patience = 10_000;
const https = 443;
/** No chain is as long; one that signs itself ends anyway. */
const longest = 20;

function chainOf(leaf: DetailedPeerCertificate): CertificateDates[] {
  const chain: CertificateDates[] = [];
  const seen = new Set<string>();
  let one: DetailedPeerCertificate | undefined = leaf;
  while (one !== undefined && Object.keys(one).length > 0 && !seen.has(one.fingerprint256) && chain.length < longest) {
    seen.add(one.fingerprint256);
    const names = [one.subject.CN, one.subject.O].flat().filter((name) => name !== undefined);
    chain.push({ name: names[0] ?? 'no name', from: new Date(one.valid_from), to: new Date(one.valid_to) });
    one = one.issuerCertificate;
  }
  return chain;
}

/** The certificates that a TLS server sends; a text where there are none. Whether they are trusted is no matter here. */
async function readChain({ host, port }: HostPort, servername: string): Promise<CertificateDates[] | string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, servername, rejectUnauthorized: false });
    const end = (result: CertificateDates[] | string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    // The socket's own timeout begins anew with every byte that trickles in.
    const timer = setTimeout(() => end(`no TLS within ${patience / 1000} s`), patience);
    socket.once('secureConnect', () => end(chainOf(socket.getPeerCertificate(true))));
    socket.once('error', (error: NodeJS.ErrnoException) => end(`no TLS (${error.code ?? 'unknown error'})`));
  });
}

/** Looks at the certificates of a TLS server: the guard's own, or the one that is given. */
export async function runCertificate(
  check: Extract<Check, { kind: 'certificate' }>,
  { target, now }: Target,
): Promise<GuardOutcome> {
  const at = parseHostPort(target, https);
  const named = check.serverName ?? (check.address === null ? at.host : parseHostPort(check.address, https).host);
  // An IP address is no server name.
  const chain = await readChain(at, /^[\d.]+$|:/.test(named) ? '' : named);
  if (typeof chain === 'string') return { outcome: 'unreachable', why: `${at.host}:${at.port}: ${chain}` };
  return judgeCertificate(chain, check, now);
}
