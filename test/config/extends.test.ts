import { describe, expect, it } from 'vitest';
import { loadGood, mistakesIn, sides } from './load.ts';

describe('extends', () => {
  const child = `extends: defaults/base.yml\n${sides}`;
  it('lays the file over its base: maps are merged, lists and credentials replaced', async () => {
    const base =
      'tolerance: 50%\nroutes: {ignore: [a, b]}\nproduction: {metrics: {timeout: 5s, auth: {bearer: basebearer}}}';
    const text = `${child}routes: {ignore: [c]}\n`.replace(
      'selector: env=production',
      'auth: {user: u, password: pa55word}',
    );
    const { configuration, sources } = await loadGood({ 'tollgate.yml': text, 'defaults/base.yml': base });
    expect(sources).toEqual(['tollgate.yml', 'defaults/base.yml']);
    expect(configuration).toMatchObject({
      tolerance: 0.5,
      routes: { ignore: ['c'] },
      production: { metrics: { timeout: 5 } },
    });
    expect(configuration.production?.metrics?.auth).toEqual({ user: 'u', password: 'pa55word' });
  });
  it('reports the mistakes of a base on the base’s lines, together with those of the file', async () => {
    const mistakes = await mistakesIn({
      'tollgate.yml': `${child}servce: x`,
      'defaults/base.yml': '\ntolerance: lots',
    });
    expect(mistakes.map(({ file, line, path }) => [file, line, path])).toEqual([
      ['tollgate.yml', 5, 'servce'],
      ['defaults/base.yml', 2, 'tolerance'],
    ]);
  });
  const cases: { name: string; files: Record<string, string>; file: string; message: RegExp }[] = [
    { name: 'a missing base', files: {}, file: 'defaults/base.yml', message: /no such file/ },
    {
      name: 'a base that is no YAML',
      files: { 'defaults/base.yml': 'a: [' },
      file: 'defaults/base.yml',
      message: /flow/,
    },
    {
      name: 'a cycle',
      files: { 'defaults/base.yml': 'extends: ../tollgate.yml' },
      file: 'defaults/base.yml',
      message: /extends this file again/,
    },
    {
      name: 'itself',
      files: { 'tollgate.yml': `extends: tollgate.yml\n${sides}` },
      file: 'tollgate.yml',
      message: /extends this file again/,
    },
    {
      name: 'a file outside the repository',
      files: { 'tollgate.yml': `extends: ../../etc/passwd\n${sides}` },
      file: 'tollgate.yml',
      message: /inside the repository/,
    },
    {
      name: 'an absolute path',
      files: { 'tollgate.yml': `extends: /etc/passwd\n${sides}` },
      file: 'tollgate.yml',
      message: /relative to this one/,
    },
    {
      name: 'an address',
      files: { 'tollgate.yml': `extends: https://example.com/x.yml\n${sides}` },
      file: 'tollgate.yml',
      message: /relative to this one/,
    },
    {
      name: 'a number',
      files: { 'tollgate.yml': `extends: 5\n${sides}` },
      file: 'tollgate.yml',
      message: /path of a local file/,
    },
    {
      name: 'a chain of four',
      files: {
        'defaults/base.yml': 'extends: b.yml',
        'defaults/b.yml': 'extends: c.yml',
        'defaults/c.yml': 'extends: d.yml',
      },
      file: 'defaults/c.yml',
      message: /too deep/,
    },
  ];
  it.each(cases)('refuses $name', async ({ files, file, message }) => {
    const mistakes = await mistakesIn({ 'tollgate.yml': child, ...files });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ file });
    expect(mistakes[0]?.message).toMatch(message);
  });
  it('still reports what else is wrong where the base cannot be read', async () => {
    const mistakes = await mistakesIn(`${child}servce: x`);
    expect(mistakes.map(({ path, message }) => path || message)).toEqual(['servce', 'no such file']);
  });
  it('allows a chain of three', async () => {
    const files = {
      'defaults/base.yml': 'extends: b.yml',
      'defaults/b.yml': 'extends: c.yml',
      'defaults/c.yml': 'tolerance: 0.4',
    };
    expect((await loadGood({ 'tollgate.yml': child, ...files })).configuration.tolerance).toBe(0.4);
  });
  it('says when the file itself does not exist', async () => {
    expect(await mistakesIn({})).toMatchObject([{ file: 'tollgate.yml', line: 0, message: 'no such file' }]);
  });
});
