import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ran, runNode } from '../process/run-node.ts';

const root = join(import.meta.dirname, '../..');

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

describe('the packed command line in an empty folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'tollgate-package-'));
  const folder = join(home, 'empty');
  let packed: Packed | undefined;

  /** Runs npm with a home and a cache of its own, and without a network. */
  async function npm(args: readonly string[], cwd: string): Promise<string> {
    const env = {
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: home,
      npm_config_cache: join(home, 'cache'),
      npm_config_offline: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
    };
    return (await promisify(execFile)('npm', args, { cwd, env })).stdout;
  }

  beforeAll(async () => {
    mkdirSync(folder);
    const [first]: Packed[] = JSON.parse(
      await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', home], root),
    );
    packed = first;
    writeFileSync(join(folder, 'package.json'), '{"private":true}');
    await npm(['install', '--ignore-scripts', join(home, first?.filename ?? '')], folder);
  }, 60_000);
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** The program that npm linked, under this very Node. */
  const tollgate = (...args: string[]): Promise<Ran> =>
    runNode([join(folder, 'node_modules/.bin/tollgate'), ...args], { cwd: folder });

  it('brings the bundle, the Action and the papers, and nothing else', () => {
    const paths = packed?.files.map(({ path }) => path) ?? [];
    const own = paths.filter((path) => !path.startsWith('action/dist/')).sort();
    const guides = readdirSync(join(root, '.github/guides')).map((file) => `.github/guides/${file}`);
    expect(own).toEqual([...guides.toSorted(), 'CHANGELOG.md', 'LICENSE', 'README.md', 'action.yml', 'package.json']);
    const shipped = readdirSync(join(root, 'action/dist'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.js'),
    );
    expect(paths.filter((path) => path.startsWith('action/dist/')).sort()).toEqual(
      shipped.map((path) => `action/dist/${path}`).sort(),
    );
  });

  it('needs no other package', () => {
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['tollgate']);
    const installed: object = JSON.parse(readFileSync(join(folder, 'node_modules/tollgate/package.json'), 'utf8'));
    expect(Object.keys(installed)).not.toEqual(expect.arrayContaining(['dependencies']));
  });

  it('runs the demonstration', async () => {
    const ran = await tollgate('demo');
    expect(ran.stdout).toMatch(/^FAIL {2}\d+ differences beyond tolerance/);
    expect(ran.stdout).toContain(`Report: ${join(folder, 'tollgate-report.html')}`);
    expect(readFileSync(join(folder, 'tollgate-report.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('runs through npx, by its name', async () => {
    expect(await npm(['exec', '--no', '--', 'tollgate', '--version'], folder)).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('finds its lazy parts: a command that loads another chunk', async () => {
    expect(await tollgate('schema', 'config')).toMatchObject({ code: 0, stderr: '' });
    expect(await tollgate('validate')).toMatchObject({ code: 2, stdout: '' });
  });
});
