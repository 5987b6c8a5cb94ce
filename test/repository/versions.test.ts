import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { tool } from '../../src/model/tool.ts';
import { root } from '../architecture/source-files.ts';
import { readme } from './readme.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifest = z
  .object({ name: z.string(), version: z.string(), dependencies: z.unknown().optional() })
  .parse(JSON.parse(read('package.json')));

it('tells the version of package.json in every report, and the changelog knows it', () => {
  expect({ ...tool }).toEqual({ name: manifest.name, version: manifest.version });
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## \\[${manifest.version.replaceAll('.', '\\.')}\\]`, 'm'));
});

it('has no dependency that installing the package would download', () => {
  expect(manifest.dependencies).toBeUndefined();
});

it('runs in CI what the README tells everyone to run, and nothing else', () => {
  const commands = read('.ci/run')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  expect(commands).toEqual(['set -euo pipefail', 'cd "$(dirname "$0")/.."', 'exec npm test']);
  expect(readme()).toMatch(/^npm test\b/m);
  expect(
    read('.github/workflows/ci.yml')
      .match(/^ +(?:- )?run: .*$/gm)
      ?.map((line) => line.trim()),
  ).toEqual(['run: npm test']);
});
