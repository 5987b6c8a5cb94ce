import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';

/** A TLS server on a free port of loopback whose own certificate is valid for so many days from now. */
export async function startTls(days: number): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-tls-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=shop.test', '-days', String(days), '-keyout', keyFile, '-out', certFile];
  await promisify(execFile)('openssl', [...args, ...subject]);
  const [key, cert] = await Promise.all([readFile(keyFile), readFile(certFile)]);
  await rm(folder, { recursive: true });
  const server = createServer({ key, cert }, (socket) => {
    socket.on('error', () => {});
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
