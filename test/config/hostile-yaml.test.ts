import { describe, expect, it } from 'vitest';
import { load, mistakesIn, sides } from './load.ts';

describe('hostile YAML', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(10)}]`),
  ].join('\n');
  const cases: { name: string; text: string; line: number; message: string | RegExp }[] = [
    { name: 'an alias bomb', text: bomb, line: 5, message: 'more than 20000 values, with aliases multiplied out' },
    { name: 'an alias of itself', text: 'a: &a [*a]', line: 1, message: 'no anchor &a stands before this alias' },
    {
      name: 'a __proto__ key',
      text: 'version: 1\n__proto__: {polluted: true}',
      line: 2,
      message: 'the key "__proto__" is not accepted',
    },
    {
      name: 'a constructor key',
      text: 'version: 1\nconstructor: {prototype: 1}',
      line: 2,
      message: 'unknown key "constructor" at the top of the file',
    },
    {
      name: 'a duplicate key',
      text: 'version: 1\nservice: a\nservice: b',
      line: 3,
      message: 'the key "service" stands twice; first in line 2',
    },
    {
      name: 'a merge key',
      text: 'version: 1\n<<: {service: a}',
      line: 2,
      message: 'unknown key "<<" at the top of the file',
    },
    { name: 'a tag', text: 'version: !!int 1', line: 1, message: 'tags such as !!str are not accepted' },
    {
      name: 'a tag of one’s own',
      text: 'version: 1\nservice: !ruby/object x',
      line: 2,
      message: 'tags such as !!str are not accepted',
    },
    {
      name: 'another version of YAML',
      text: '%YAML 1.1\n---\nversion: 1',
      line: 1,
      message: 'the file declares another version of YAML',
    },
    { name: 'two documents', text: 'version: 1\n---\nversion: 1', line: 2, message: 'a second document begins here' },
    {
      name: 'a tab as indentation',
      text: 'version: 1\nroutes:\n\tignore: []',
      line: 3,
      message: /tabs are not allowed/,
    },
    { name: 'an unclosed quote', text: 'version: 1\nservice: "a', line: 2, message: /missing closing "quote/ },
    { name: 'a key that is a map', text: '? {a: 1}\n: 2', line: 1, message: 'this key is not plain text' },
    { name: 'a list at the top', text: '- a', line: 1, message: 'the file holds a list at its top' },
    { name: 'a word at the top', text: 'hello', line: 1, message: 'the file holds a single value at its top' },
    { name: 'nothing', text: '', line: 0, message: 'the file is empty' },
    { name: 'only a comment', text: '# nothing yet\n', line: 0, message: 'the file is empty' },
    { name: 'a NUL character', text: 'version: 1\0', line: 0, message: /NUL/ },
    { name: 'five megabytes', text: `a: ${'x'.repeat(5e6)}`, line: 0, message: 'the file has 5000003 bytes' },
    { name: 'lists 200,000 deep', text: `a: ${'['.repeat(2e5)}`, line: 0, message: 'nested more than 100 levels deep' },
    { name: 'block lists 200,000 deep', text: '- '.repeat(2e5), line: 0, message: 'nested more than 100 levels deep' },
    {
      name: '30,000 keys',
      text: Array.from({ length: 30_000 }, (_, index) => `k${index}:`).join('\n'),
      line: 20_000,
      message: /more than 20000 values/,
    },
  ];
  it.each(cases)('$name is one clear mistake', async ({ text, line, message }) => {
    const mistakes = (await mistakesIn(text)).filter(({ path }) => path !== 'version');
    expect(mistakes[0]).toMatchObject({ line });
    expect(mistakes[0]?.message).toMatch(message);
    expect(mistakes).toHaveLength(1);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
  it('a line of 900,000 characters that looks like an address costs no time', async () => {
    const started = performance.now();
    await mistakesIn(
      `version: 1\nservices: {a: {paths: [a], baseline: [], slackWebhookUrl: ["${'://'.repeat(300_000)}"]}}`,
    );
    await mistakesIn(`version: 1\nstaging: {metrics: {url: "http://x", selector: "a=${' '.repeat(900_000)}{"}}`);
    await load(`${sides}baseline: "${'://'.repeat(300_000)}"`);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 30_000);
});
