import { describe, expect, it } from 'vitest';
import { parseEgress } from '../../../bot/egress/egress-rule.ts';
import { guardedSend } from '../../../bot/egress/guarded-send.ts';
import { useHook } from '../../rollback/use-hook.ts';

const rulesOf = (...hosts: string[]) => hosts.flatMap((host) => parseEgress(host) ?? []);

async function send(url: string, hosts: readonly string[], method: 'GET' | 'POST' = 'POST') {
  const body = method === 'POST' ? { body: '{}' } : {};
  return guardedSend(rulesOf(...hosts))({ url, method, headers: { 'idempotency-key': '1' }, ...body }).then(
    ({ status }) => String(status),
    (error: Error) => error.message,
  );
}

describe('what the bot sends to a server of a team’s own', () => {
  it('arrives where the operator allows it, and follows a redirect nowhere', async () => {
    const [hook, elsewhere] = [await useHook(), await useHook()];
    const { host } = new URL(hook.url);
    expect(await send(hook.url, [host])).toBe('202');
    hook.answer = { status: 307, headers: { location: elsewhere.url } };
    expect(await send(hook.url, [host, new URL(elsewhere.url).host])).toBe('307');
    expect(hook.messages.map(({ body }) => body)).toEqual(['{}', '{}']);
    expect(elsewhere.messages).toEqual([]);
  });

  it.each([
    {
      name: 'a host that nobody allows',
      url: 'https://evil.example/',
      hosts: ['hooks.example'],
      says: 'does not name evil.example:443',
    },
    { name: 'another port', url: 'https://hooks.example:8443/', hosts: ['hooks.example:443'], says: 'does not name' },
    { name: 'no https', url: 'http://hooks.example/', hosts: ['hooks.example'], says: 'it is not https' },
    {
      name: 'a name that begins like an address of its own',
      url: 'http://127.0.0.1.example/',
      hosts: ['127.0.0.1.example'],
      says: 'it is not https',
    },
    { name: 'a link-local address', url: 'https://169.254.169.254/', hosts: ['169.254.169.254'], says: 'link-local' },
    { name: 'the same in IPv6', url: 'https://[fe80::1]/', hosts: ['[fe80::1]'], says: 'link-local' },
  ])('does not leave for $name', async ({ url, hosts, says }) => {
    expect(await send(url, hosts)).toContain(says);
  });
});
