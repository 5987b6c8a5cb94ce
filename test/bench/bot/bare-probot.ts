import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createNodeMiddleware, createProbot } from 'probot';

/** The peer of the benchmark: a Probot app that checks signatures, and forgets what it is told. */
const probot = createProbot({
  env: {},
  overrides: {
    appId: 1,
    privateKey: process.env['PRIVATE_KEY'] ?? '',
    secret: process.env['WEBHOOK_SECRET'] ?? '',
    log: pino({ level: 'info' }),
  },
});
const middleware = await createNodeMiddleware((app) => app.onAny(() => {}), { probot });
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`{"url":"http://127.0.0.1:${port}","msg":"the bot listens"}`);
});
process.on('SIGTERM', () => process.exit(0));
