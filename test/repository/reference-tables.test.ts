import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTableSources } from '../../.github/scripts/read-table-sources.ts';
import { insertTables, renderBotTables, renderTables } from '../../.github/scripts/reference-tables.ts';
import { callable } from '../../src/cli/registrar.ts';
import { reasonCodes } from '../../src/model/reason-codes.ts';
import { root } from '../architecture/source-files.ts';
import { firstColumn, reference } from './readme.ts';

const sources = readTableSources(root);
const tables = renderTables(sources);
const empty = [...tables.keys()].map((name) => `<!-- ${name}:start -->\n<!-- ${name}:end -->`).join('\n\nwords\n\n');

describe('the reference’s tables', () => {
  it('are what they describe (else: npm run tables)', () => {
    const written = insertTables(reference(), tables);
    const stale = [...tables].filter(([, text]) => !reference().includes(text)).map(([name]) => name);
    expect({ stale, same: written === reference() }).toEqual({ stale: [], same: true });
  });

  it('of the bot’s manual are its grammar (else: npm run tables)', () => {
    const manual = readFileSync(join(root, 'bot/README.md'), 'utf8');
    expect(insertTables(manual, renderBotTables())).toBe(manual);
    expect(manual).toContain('`/lock [environment] [--for 2h] <reason…>`');
  });

  it('name every command, exit code and reason code', () => {
    const document = insertTables(empty, tables);
    const commands = callable(sources.program).map(({ words }) => words);
    expect(firstColumn(document, 'commands').map((usage) => usage.replace(/ [[A-Z].*/, ''))).toEqual(commands);
    expect(firstColumn(document, 'exit-codes')).toEqual(['0', '1', '2', '3', '4']);
    expect(firstColumn(document, 'reasons')).toEqual(reasonCodes);
  });

  it('change when what they describe changes', () => {
    const { action, reasons } = sources;
    const [name = ''] = Object.keys(action.inputs);
    const inputs = { ...action.inputs, [name]: { description: 'something else' } };
    const changed = renderTables({ ...sources, action: { ...action, inputs } });
    const shorter = renderTables({ ...sources, reasons: Object.fromEntries(Object.entries(reasons).slice(1)) });
    const differing = (other: typeof tables) =>
      [...tables].filter(([key, text]) => other.get(key) !== text).map(([key]) => key);
    expect([differing(changed), differing(shorter)]).toEqual([['inputs'], ['reasons']]);
  });

  it('keep a bar, a line break and an angle bracket inside their cell', () => {
    const action = { inputs: { odd: { description: 'a|b\n<c> `<d>`' } }, outputs: {} };
    expect(renderTables({ ...sources, action }).get('inputs')).toContain('| `odd` | a\\|b &lt;c> `<d>` |  |');
  });
});

describe('tables between markers', () => {
  it('replace what is there and leave the rest', () => {
    const once = insertTables(`# Title\n${empty}\nend`, tables);
    expect(insertTables(once, tables)).toBe(once);
    expect(once.replaceAll(/(<!-- (\S+):start -->)[\s\S]*?(?=<!-- \2:end -->)/g, '$1\n')).toBe(
      `# Title\n${empty}\nend`,
    );
  });

  const pair = '<!-- inputs:start --> … <!-- inputs:end -->';
  it.each([
    { name: 'missing', document: empty.replace('<!-- inputs:end -->', '') },
    { name: 'doubled', document: `${empty}<!-- inputs:start -->` },
    {
      name: 'in the wrong order',
      document: empty.replace(
        '<!-- inputs:start -->\n<!-- inputs:end -->',
        '<!-- inputs:end -->\n<!-- inputs:start -->',
      ),
    },
  ])('are refused, by name, where a marker is $name', ({ document }) => {
    expect(() => insertTables(document, tables)).toThrow(pair);
    expect(() => insertTables(document, tables)).not.toThrow('outputs');
  });
});

describe('npm run tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-tables-'));
  const file = join(folder, 'reference.md');
  const run = (...words: string[]) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, '.github/scripts/write-tables.ts'), file, ...words],
      { encoding: 'utf8' },
    );
    return { status, stderr };
  };
  beforeAll(() => writeFileSync(file, empty));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('with --check finds a difference and changes nothing; without, writes', () => {
    expect(run('--check')).toEqual({ status: 1, stderr: expect.stringContaining('run `npm run tables`') });
    expect(readFileSync(file, 'utf8')).toBe(empty);
    expect(run()).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe(insertTables(empty, tables));
    expect(run('--check')).toEqual({ status: 0, stderr: '' });
  });

  it('fails where there is no such file, and makes none', () => {
    rmSync(file);
    expect(run()).toEqual({ status: 1, stderr: expect.stringContaining('ENOENT') });
    cpSync(join(root, 'LICENSE'), file);
    expect(run()).toEqual({ status: 1, stderr: expect.stringContaining('<!-- inputs:start -->') });
  });
});
