import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/config/redact.ts';

const secret = 'p@ss/w"rd&<1>';

describe('redactSecrets', () => {
  it.each([
    { name: 'as it is', text: `x ${secret} y`, expected: 'x *** y' },
    { name: 'URL-encoded', text: `?a=${encodeURIComponent(secret)}&b`, expected: '?a=***&b' },
    {
      name: 'URL-encoded in lower case',
      text: encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
      expected: '***',
    },
    { name: 'as a form', text: new URLSearchParams({ a: secret }).toString(), expected: 'a=***' },
    { name: 'in JSON', text: JSON.stringify({ a: secret }), expected: '{"a":"***"}' },
    { name: 'in HTML', text: 'p@ss/w&quot;rd&amp;&lt;1&gt;', expected: '***' },
    { name: 'several times', text: `${secret}${secret}`, expected: '******' },
  ])('hides a secret $name', ({ text, expected }) => {
    expect(redactSecrets(text, [secret])).toBe(expected);
  });
  it.each(['', 'a:', 'an:', 'ann:', 'long-user-name:'])('hides a secret in base64 behind %j', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`${before}${secret}:after`).toString(encoding);
      const shown = redactSecrets(`Basic ${encoded}`, [secret]);
      expect(shown).toContain('***');
      const left = shown.replace('Basic ', '').split('***');
      const decoded = left.map((part) => Buffer.from(part, encoding).toString()).join('');
      expect(decoded).not.toContain(secret.slice(2, -2));
    }
  });
  it('takes the longest first, so that no tail of it is left', () => {
    expect(redactSecrets('abcdefghij', ['abcd', 'abcdefghij', 'cdefghijk'])).toBe('***');
    expect(redactSecrets('abcdefgh', ['abcd', 'bcdefgh'])).toBe('a***');
  });
  it('leaves words of fewer than four characters alone', () => {
    expect(redactSecrets('abc 1 true', ['abc', '1', ''])).toBe('abc 1 true');
  });
  it('takes every character of a secret literally', () => {
    expect(redactSecrets('aaaaa .+*?$&', ['.+*?', '$&$&'])).toBe('aaaaa ***$&');
  });
  it('does not fail on half a surrogate', () => {
    expect(redactSecrets('x \ud800abcd y', ['\ud800abcd'])).toBe('x *** y');
  });
});
