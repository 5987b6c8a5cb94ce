import { describe, expect, it } from 'vitest';
import { formatMistakes } from '../../src/config/format-mistakes.ts';
import { mistakesIn } from './load.ts';

const formatted = async (text: string) => formatMistakes(await mistakesIn(text));

describe('formatMistakes', () => {
  it('prints place, mistake, line, caret and the nearest valid word, as a compiler does', async () => {
    const text = 'version: 1\nproduction:\n\n  metrics: {urll: "http://x", url: "http://x", parallel: 99}\nservice:\n';
    expect(await formatted(text)).toMatchInlineSnapshot(`
      "tollgate.yml:4:13: unknown key "urll" in production.metrics
        4 |   metrics: {urll: "http://x", url: "http://x", parallel: 99}
          |             ^^^^
        did you mean "url"?

      tollgate.yml:4:58: production.metrics.parallel: wanted a number of at most 16, not 99
        4 |   metrics: {urll: "http://x", url: "http://x", parallel: 99}
          |                                                          ^^

      tollgate.yml:5:1: service: wanted text, not nothing
        5 | service:
          | ^^^^^^^"
    `);
  });
  it('keeps the caret under its word behind a masked secret', async () => {
    const text = 'version: 1\nproduction: {metrics: {url: "http://x", auth: {bearer: averylongsecret}, paralel: 3}}';
    const [, line = '', caret = ''] = (await formatted(text)).split('\n');
    expect(line).not.toContain('averylongsecret');
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('paralel');
  });
  it('says where an option is wrong, which has no line', async () => {
    const options = [{ name: '--tolerance', path: ['tolerance'], value: 'lots' }] as const;
    const mistakes = await mistakesIn('version: 1', { options });
    expect(formatMistakes(mistakes)).toBe('--tolerance: tolerance: wanted a share such as 0.2 or 20%, not "lots"');
  });
  it('lets no control or direction character through', async () => {
    const text = 'version: 1\nsrvice: "\u001b[2J\u202e"\n"k\\e[31m": 1\n';
    const printed = await formatted(text);
    expect(printed).toContain('\\u001b[2J\\u202e');
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
  it('shows at most fifty mistakes and counts the rest', async () => {
    const text = `version: 1\n${Array.from({ length: 60 }, (_, index) => `k${index}: 1`).join('\n')}`;
    expect((await formatted(text)).split('\n\n').at(-1)).toBe('… and 10 more');
  });
});
