import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

interface Example {
  readonly path: string;
  readonly code: string;
  readonly approximately: boolean;
  readonly expected: string;
}

const examples: Example[] = sourceFiles('src').flatMap(({ path, text }) =>
  [...text.matchAll(/^ \* @example (.+?) \/\/ (≈ )?(.+)$/gm)].map(([, code = '', about, expected = '']) => ({
    path,
    code,
    approximately: about !== undefined,
    expected,
  })),
);

function evaluate(code: string, names: Record<string, unknown>): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- the examples are our own source
  return new Function(...Object.keys(names), `return (${code});`)(...Object.values(names));
}

describe('examples in the documentation', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(examples)('$code in $path', async ({ path, code, approximately, expected }) => {
    const names: Record<string, unknown> = { ...(await import(join(root, path))) };
    const [value, wanted] = [evaluate(code, names), evaluate(expected, names)];
    if (approximately)
      expect(Math.abs(Number(value) - Number(wanted))).toBeLessThan(Math.abs(Number(wanted)) * 0.1 + 1e-9);
    else expect(value).toEqual(wanted);
  });
});
