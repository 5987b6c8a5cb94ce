import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createBotServer } from '../../../bot/http/create-server.ts';
import { createBodyRoom } from '../../../bot/http/read-body.ts';
import type { Route } from '../../../bot/http/route.ts';
import { useServer } from '../../fixtures/use-server.ts';

const kilobytes = (count: number) => Buffer.alloc(count * 1024, 'x');

async function start(most: number) {
  const room = createBodyRoom(most);
  const errors: unknown[] = [];
  let full = 0;
  const echo: Route = {
    method: 'POST',
    path: '/',
    async answer(request, response) {
      const body = await room.read(request, response, 1024 * 1024);
      response.end(String(body.length));
    },
  };
  const watching = { onError: (error: unknown) => errors.push(error), onFull: () => (full += 1) };
  const server = createBotServer([echo], watching, { request: 400, headers: 200, look: 50 });
  const host = await useServer(server);
  return { room, errors, full: () => full, port: Number(host.split(':')[1]) };
}

/** A connection, and what came back on it until its end. */
async function open(port: number): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  // A connection that is broken off ends too.
  socket.on('error', () => {});
  const end = Promise.withResolvers<string>();
  socket.on('close', () => end.resolve(answer));
  return { socket, answer: end.promise };
}

const head = (length: number) => `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`;

it('whoever dribbles headers, or a body, is cut off in time and leaves nothing behind', async () => {
  const { port, room, errors } = await start(1024 * 1024);
  const [headers, body] = [await open(port), await open(port)];
  const began = performance.now();
  headers.socket.write('POST / HTTP/1.1\r\nhost: x\r\n');
  body.socket.write(head(500_000));
  body.socket.write(kilobytes(128));
  const dribble = setInterval(() => {
    headers.socket.write('x-a: b\r\n');
    body.socket.write('x');
  }, 20);
  onTestFinished(() => clearInterval(dribble));
  const statuses = await Promise.all([headers, body].map(async ({ answer }) => (await answer).split('\r\n', 1)[0]));
  expect(statuses).toEqual(['HTTP/1.1 408 Request Timeout', 'HTTP/1.1 408 Request Timeout']);
  expect(performance.now() - began).toBeLessThan(5000);
  await expect.poll(() => room.held()).toBe(0);
  expect(errors).toEqual([]);
});

it('large bodies of many senders share one room; small ones need none', async () => {
  const { port, room, full } = await start(256 * 1024);
  const senders = await Promise.all(Array.from({ length: 8 }, () => open(port)));
  let largest = 0;
  const look = setInterval(() => {
    largest = Math.max(largest, room.held());
  }, 1);
  onTestFinished(() => clearInterval(look));
  for (const { socket } of senders) {
    socket.write(head(512 * 1024));
    socket.write(kilobytes(300));
  }
  await expect.poll(() => full()).toBe(7);
  // 64 kB of each are free.
  expect(room.held()).toBe((300 - 64) * 1024);
  const small = await open(port);
  small.socket.end(head(60 * 1024) + String(kilobytes(60)));
  expect(await small.answer).toMatch(/^HTTP\/1.1 200 OK[^]*61440$/);
  expect(largest).toBeLessThanOrEqual(256 * 1024);
  const refused = (await Promise.all(senders.map(({ answer }) => answer))).filter((answer) => answer.includes(' 503 '));
  for (const answer of refused) expect(answer).toContain('retry-after: 10');
  // The one that had the room was too slow, and has given it back.
  await expect.poll(() => room.held()).toBe(0);
  const large = await open(port);
  large.socket.end(head(300 * 1024) + String(kilobytes(300)));
  expect(await large.answer).toContain('307200');
});
