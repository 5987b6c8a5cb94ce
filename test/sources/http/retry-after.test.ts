import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../../src/sources/http/retry-after.ts';

const now = Date.parse('Fri, 20 Nov 2026 12:00:00 GMT');

describe('retryAfter', () => {
  it.each([
    { name: 'no header', input: null, expected: 0 },
    { name: 'seconds', input: '120', expected: 120 },
    { name: 'a date ahead', input: 'Fri, 20 Nov 2026 12:01:30 GMT', expected: 90 },
    { name: 'a date gone by', input: 'Fri, 20 Nov 2026 11:00:00 GMT', expected: 0 },
    { name: 'a negative number', input: '-5', expected: 0 },
    { name: 'something else', input: 'soon', expected: 0 },
  ])('reads $name', ({ input, expected }) => {
    expect(retryAfter(input, now)).toBe(expected);
  });
});
