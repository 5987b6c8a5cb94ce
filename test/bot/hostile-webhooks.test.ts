import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { BotEvent } from '../../bot/events/event.ts';
import { secret } from './deliver.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useBot } from './use-bot.ts';

const body = JSON.stringify({ action: 'opened', repository: { full_name: 'octo/shop' } });
const signed = (text: string, key = secret, algorithm = 'sha256') =>
  `${algorithm}=${createHmac(algorithm, key).update(text).digest('hex')}`;
const good = {
  'content-type': 'application/json',
  'x-github-event': 'issues',
  'x-github-delivery': 'hostile',
  'x-hub-signature-256': signed(body),
};

describeOnEmbeddedStore('hostile webhooks', (fresh) => {
  async function start(settings: Parameters<typeof useBot>[2] = {}) {
    const seen: BotEvent[] = [];
    const handle = async (event: BotEvent) => void seen.push(event);
    const bot = await useBot(await fresh(), new Map([['issues', handle]]), settings);
    const post = (headers: Record<string, string>, text: string = body) =>
      fetch(`${bot.url}/api/github/webhooks`, { method: 'POST', headers, body: text });
    return { bot, seen, post };
  }

  it('are refused, and neither stored nor written into the log', async () => {
    const { bot, seen, post } = await start();
    const without = (name: keyof typeof good) =>
      Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    const signature = 'x-hub-signature-256';
    const answers = {
      'signed with another secret': await post({ ...good, [signature]: signed(body, 'another secret of mine') }),
      'signed with Probot’s default': await post({ ...good, [signature]: signed(body, 'development') }),
      'signed with nothing': await post({ ...good, [signature]: signed(body, '') }),
      'signed with SHA-1': await post({ ...without(signature), 'x-hub-signature': signed(body, secret, 'sha1') }),
      'signed for another body': await post(good, body.replace('opened', 'closed')),
      'a signature cut short': await post({ ...good, [signature]: 'sha256=' }),
      'a signature of another length': await post({ ...good, [signature]: `${good[signature]}00` }),
      'two signatures': await post({ ...good, [signature]: `${good[signature]}, ${good[signature]}` }),
      'no event': await post(without('x-github-event')),
      'no delivery': await post(without('x-github-delivery')),
      'a form': await post({ ...good, 'content-type': 'application/x-www-form-urlencoded' }),
      'a delivery too long for an index': await post({ ...good, 'x-github-delivery': 'd'.repeat(3000) }),
      'no JSON': await post({ ...good, [signature]: signed('SECRET-TEXT') }, 'SECRET-TEXT'),
    };
    const statuses = Object.fromEntries(Object.entries(answers).map(([name, { status }]) => [name, status]));
    expect(statuses).toMatchInlineSnapshot(`
      {
        "a delivery too long for an index": 400,
        "a form": 415,
        "a signature cut short": 401,
        "a signature of another length": 401,
        "no JSON": 400,
        "no delivery": 400,
        "no event": 400,
        "signed for another body": 401,
        "signed with Probot’s default": 401,
        "signed with SHA-1": 400,
        "signed with another secret": 401,
        "signed with nothing": 401,
        "two signatures": 401,
      }
    `);
    expect(seen).toEqual([]);
    expect(await (await fetch(`${bot.url}/metrics`)).text()).toMatch(/^tollgate_deliveries\{state="waiting"\} 0$/m);
    expect(bot.log()).not.toContain('SECRET-TEXT');
  });

  it('of 60 MB are cut off early, with or without a length, and memory stays flat', async () => {
    const { bot } = await start();
    const before = process.memoryUsage().rss;
    let largest = before;
    const send = (headers: Record<string, string>) =>
      new Promise<{ status: number; sent: number }>((resolve) => {
        const part = Buffer.alloc(1024 * 1024, 'x');
        let sent = 0;
        let status = 0;
        const end = () => resolve({ status, sent });
        const going = request(`${bot.url}/api/github/webhooks`, { method: 'POST', headers }, (answer) => {
          status = answer.statusCode ?? 0;
          answer.resume().on('end', end);
        });
        going.on('error', end);
        const write = () => {
          largest = Math.max(largest, process.memoryUsage().rss);
          if (sent >= 60 || going.destroyed) going.end();
          else {
            sent += 1;
            going.write(part, () => setImmediate(write));
          }
        };
        write();
      });
    const announced = await send({ ...good, 'content-length': String(60 * 1024 * 1024) });
    expect(announced.status === 413 || announced.status === 0).toBe(true);
    expect(announced.sent).toBeLessThan(20);
    for (let round = 0; round < 4; round += 1) {
      const { sent } = await send({ ...good, 'transfer-encoding': 'chunked' });
      expect(sent).toBeLessThan(60);
    }
    expect((largest - before) / 1024 / 1024).toBeLessThan(200);
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
  });

  it('of many senders at once share a bounded room, and keep out nobody whom GitHub sends', async () => {
    const { bot, seen, post } = await start({ apiPerMinute: 10 });
    const part = Buffer.alloc(1024 * 1024, 'x');
    const held = async () => {
      const text = await (await fetch(`${bot.url}/metrics`)).text();
      return Number(/^tollgate_body_bytes (\d+)$/m.exec(text)?.[1]);
    };
    const flood = Array.from({ length: 8 }, () => {
      const headers = { ...good, 'content-length': String(24 * part.length) };
      const going = request(`${bot.url}/api/github/webhooks`, { method: 'POST', headers });
      going.on('error', () => {}).on('response', (answer) => answer.resume());
      // All but the end, so that none is answered before the others are there.
      for (let sent = 0; sent < 23; sent += 1) going.write(part);
      return going;
    });
    onTestFinished(() => flood.forEach((going) => void going.destroy()));
    const most = 64 * 1024 * 1024;
    await eventually(async () => {
      const now = await held();
      expect(now).toBeLessThanOrEqual(most);
      // Two have their room, a third may have some, and the others are gone.
      expect(now).toBeGreaterThan(44 * 1024 * 1024);
      expect(flood.filter(({ destroyed }) => destroyed).length).toBeGreaterThanOrEqual(5);
    });
    expect((await post(good)).status).toBe(200);
    flood.forEach((going) => void going.destroy());
    await eventually(async () => expect(await held()).toBe(0));
    const padded = body.replace('{', `{"x":"${'y'.repeat(20_000_000)}",`);
    const large = { ...good, 'x-github-delivery': 'large', 'x-hub-signature-256': signed(padded) };
    expect((await post(large, padded)).status).toBe(200);
    await eventually(() => expect(seen.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(['hostile', 'large']));

    // And the API answers one source only so often.
    const asked = await Promise.all(Array.from({ length: 6 }, () => fetch(`${bot.url}/api/v1/verdicts/7`)));
    expect(asked.map(({ status }) => status).filter((status) => status === 401)).toHaveLength(5);
    expect(Number(asked.find(({ status }) => status === 429)?.headers.get('retry-after'))).toBeGreaterThan(0);
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    expect(metrics).toMatch(/^tollgate_requests_refused_total\{why="rate"\} 1$/m);
    expect(metrics).toMatch(/^tollgate_requests_refused_total\{why="room"\} [5-6]$/m);
  });

  it('that GitHub did sign may be as deep and strange as they like', async () => {
    const { bot, seen } = await start();
    const deep = (levels: number) =>
      `{"action":"opened","repository":{"full_name":"octo/shop"},"x":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    const strange = [
      deep(500),
      '{"action":{"__proto__":1},"repository":[]}',
      '{"__proto__":{"action":"polluted"},"constructor":{"prototype":{"x":1}}}',
      '{"action":"a\\u0000b","repository":{"full_name":"../../etc"}}',
      '{"action":"opened","repository":{"full_name":"octo/shop/../../x"}}',
    ];
    const statuses: number[] = [];
    for (const text of [...strange, deep(50_000)]) statuses.push((await bot.deliver('issues', text)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200]);
    await eventually(() => expect(seen).toHaveLength(6));
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    const shop = { owner: 'octo', repo: 'shop' };
    expect(seen.map(({ repository }) => repository)).toEqual([shop, null, null, null, null, shop]);
    expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
  });
});
