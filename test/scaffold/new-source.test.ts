import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'tollgate-scaffold-'));
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const scaffold = (...args: string[]) =>
  spawnSync(process.execPath, [join(copy, '.github/scripts/new-source.mjs'), ...args], { encoding: 'utf8' });
const read = (path: string) => readFileSync(join(copy, path), 'utf8');

beforeAll(() => {
  for (const path of [
    'src',
    'test/contracts',
    'test/sources/temporary-folder.ts',
    '.github/scripts',
    'tsconfig.json',
    'biome.json',
    'package.json',
  ]) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

describe('npm run new-source', () => {
  it.each([
    { name: 'no name', args: [], message: 'usage: npm run new-source <name>' },
    { name: 'two names', args: ['a', 'b'], message: 'usage' },
    { name: 'capitals', args: ['Graphite'], message: 'wanted a name of lower-case words' },
    { name: 'a path', args: ['../graphite'], message: 'wanted a name of lower-case words' },
    { name: 'code', args: ["x';process.exit()//"], message: 'wanted a name of lower-case words' },
    { name: 'a name that is too long', args: ['a'.repeat(41)], message: 'at most 40 characters' },
    { name: 'a source that exists', args: ['recorded'], message: 'src/sources/recorded exists already' },
    { name: 'a folder that is no source', args: ['http'], message: 'src/sources/http exists already' },
  ])('refuses $name', ({ args, message }) => {
    const { status, stderr } = scaffold(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('writes a source that type-checks, keeps the contract, and is reachable by its name', () => {
    const { status, stdout } = scaffold('cloud-monitoring');
    expect([status, stdout]).toEqual([0, expect.stringContaining('changed src/sources/registry.ts')]);
    const written = [
      'src/sources/cloud-monitoring/create-cloud-monitoring-source.ts',
      'test/sources/cloud-monitoring/source-contract.test.ts',
    ];
    const changed = ['src/sources/registry.ts', 'src/config/schema.ts', 'src/config/meaning/check-metrics.ts'];
    const project = { extends: './tsconfig.json', include: [...written, ...changed] };
    writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify(project));
    execFileSync(bin('tsc'), ['-p', 'tsconfig.new.json'], { cwd: copy, stdio: 'pipe' });
    execFileSync(bin('biome'), ['check', ...written, ...changed], { cwd: copy, stdio: 'pipe' });

    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
    const report = join(copy, 'result.json');
    const options = ['--reporter=json', `--outputFile=${report}`];
    spawnSync(bin('vitest'), ['run', ...options, 'test/sources/cloud-monitoring'], { cwd: copy, env });
    const result = JSON.parse(readFileSync(report, 'utf8'));
    expect(result).toMatchObject({ success: true, numFailedTests: 0 });
    expect(result.numPassedTests).toBeGreaterThan(5);

    const code = `import { createSource } from './src/sources/registry.ts';
      import { Metrics } from './src/config/schema.ts';
      const source = await createSource(Metrics.parse({ source: 'cloud-monitoring', file: 'x.json' }), []);
      console.log(source.name);`;
    expect(
      execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: copy, encoding: 'utf8' }),
    ).toBe('cloud-monitoring\n');
    expect(scaffold('cloud-monitoring').status, 'the same name again').toBe(2);
  }, 60_000);

  it('leaves a file without its anchor alone, and says what to add', () => {
    const before = read('src/sources/registry.ts').replace('// new-source: case', '');
    writeFileSync(join(copy, 'src/sources/registry.ts'), before);
    const { status, stdout } = scaffold('graphite');
    expect([status, read('src/sources/registry.ts')]).toEqual([0, before]);
    expect(stdout).toContain(`add to src/sources/registry.ts:\n  case 'graphite': {`);
    expect(existsSync(join(copy, 'test/fixtures/graphite/answer.json'))).toBe(true);
  });
});
