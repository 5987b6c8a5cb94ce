import { expect, it } from 'vitest';
import { readLimit } from '../../../bot/github/read-limit.ts';

const now = new Date('2026-11-21T12:00:00Z');
const seconds = (count: number) => String(now.getTime() / 1000 + count);
const spent = { 'x-ratelimit-remaining': '0' };

it.each([
  { name: 'the time to wait', status: 403, headers: { 'retry-after': '30' }, expected: ['secondary', 30] },
  { name: 'the time of 429', status: 429, headers: { 'retry-after': '5' }, expected: ['secondary', 5] },
  {
    name: 'the hour',
    status: 403,
    headers: { ...spent, 'x-ratelimit-reset': seconds(900) },
    expected: ['primary', 900],
  },
  {
    name: 'an hour that is over',
    status: 403,
    headers: { ...spent, 'x-ratelimit-reset': seconds(-9) },
    expected: ['primary', 1],
  },
  {
    name: 'a clock that is wrong',
    status: 403,
    headers: { ...spent, 'x-ratelimit-reset': seconds(1e9) },
    expected: ['primary', 3600],
  },
  {
    name: 'both: the time to wait counts',
    status: 403,
    headers: { ...spent, 'retry-after': '7', 'x-ratelimit-reset': seconds(900) },
    expected: ['secondary', 7],
  },
  {
    name: 'words only',
    status: 403,
    headers: {},
    message: 'You have exceeded a secondary rate limit',
    expected: ['secondary', 60],
  },
  { name: '429 without a word', status: 429, headers: {}, expected: ['secondary', 60] },
  { name: 'a header that is no number', status: 429, headers: { 'retry-after': 'soon' }, expected: ['secondary', 60] },
  { name: 'a missing permission', status: 403, headers: { 'x-ratelimit-remaining': '4000' }, expected: null },
  { name: 'the last request of the hour, refused for its permission', status: 404, headers: spent, expected: null },
])('a refusal with $name', ({ status, headers, message = 'Forbidden', expected }) => {
  const limit = readLimit({ status, headers, message }, now);
  expect(limit && [limit.kind, (limit.until.getTime() - now.getTime()) / 1000]).toEqual(expected);
});
