import { expect, it } from 'vitest';
import { createRateLimit } from '../../../bot/http/rate-limit.ts';
import { sourceOf } from '../../../bot/http/source-of.ts';

function limit(perSource: number, inAll: number) {
  let now = 0;
  const made = createRateLimit({ perSource, inAll, clock: () => now });
  const after = (seconds: number) => {
    now += seconds * 1000;
  };
  return { take: (source: string) => made.take(source), after };
}

it('lets half a minute’s worth in at once, and says when the next may come', () => {
  const { take, after } = limit(4, 100);
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 15]);
  expect(take('b')).toBe(0);
  after(14);
  expect(take('a')).toBe(1);
  after(1);
  expect([take('a'), take('a')]).toEqual([0, 15]);
  after(3600);
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 15]);
});

it('holds for all sources together, however many there are', () => {
  const { take } = limit(60, 100);
  const answers = Array.from({ length: 200 }, (_, index) => take(`source ${index}`));
  expect(answers.filter((wait) => wait === 0)).toHaveLength(50);
});

it('knows of so many sources at most, and a flood of others frees nobody of the limit of all', () => {
  const { take, after } = limit(2, 60_000);
  expect([take('a'), take('a')]).toEqual([0, 30]);
  for (let index = 0; index < 9_999; index += 1) take(`source ${index}`);
  expect(take('a')).toBe(30);
  for (let index = 0; index < 10_001; index += 1) take(`other ${index}`);
  after(0);
  expect(take('a')).toBe(0);
});

const request = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as Parameters<
    typeof sourceOf
  >[0];

it.each([
  { name: 'the connection', from: request('192.0.2.1'), proxies: 0, source: '192.0.2.1' },
  { name: 'version 4 in version 6', from: request('::ffff:192.0.2.1'), proxies: 0, source: '192.0.2.1' },
  { name: 'a network of version 6', from: request('2001:db8:0:1:2:3:4:5'), proxies: 0, source: '2001:db8:0:1' },
  { name: 'the same network, shortened', from: request('2001:DB8:0000:1::5'), proxies: 0, source: '2001:db8:0:1' },
  { name: 'the own machine', from: request('::1'), proxies: 0, source: '0:0:0:0' },
  { name: 'a header that nobody vouches for', from: request('192.0.2.1', '10.9.9.9'), proxies: 0, source: '192.0.2.1' },
  { name: 'one proxy', from: request('10.0.0.1', '6.6.6.6, 192.0.2.7'), proxies: 1, source: '192.0.2.7' },
  { name: 'two proxies', from: request('10.0.0.1', '6.6.6.6, 192.0.2.7, 10.0.0.2'), proxies: 2, source: '192.0.2.7' },
  { name: 'a proxy that wrote nothing', from: request('10.0.0.1'), proxies: 1, source: '10.0.0.1' },
  { name: 'fewer names than proxies', from: request('10.0.0.1', '192.0.2.7'), proxies: 2, source: '10.0.0.1' },
])('knows who sent a request by $name', ({ from, proxies, source }) => {
  expect(sourceOf(from, proxies)).toBe(source);
});
