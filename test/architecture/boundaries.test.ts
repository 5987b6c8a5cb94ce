import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, type SourceFile, sourceFiles } from './source-files.ts';

const files = [...sourceFiles('src'), ...sourceFiles('action'), ...sourceFiles('bot')];
const pureFolders = [
  'src/canary',
  'src/chatops',
  'src/gitops',
  'src/model',
  'src/stats',
  'src/judge',
  'src/gate',
  'src/report',
  'src/demo',
  'src/data',
  'src/blind-spots',
  'src/drift',
  'src/schedule',
  'src/rollout',
  'src/incidents',
  'src/plan-shadow/plan',
  'src/traffic',
  'src/plan-shadow/sql',
  'src/plan-shadow/statistics',
  'src/plan-shadow/vouch',
  'src/plan-shadow/judge',
  'src/plan-shadow/why',
];
/** Reading the clock, the environment or chance; anything that reaches outside the process. */
const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|\bfetch\(|console\./;
const withinPure = (path: string) => pureFolders.some((folder) => path.startsWith(`${folder}/`));
/** Our code without its comments, and without the texts of scripts that others run. */
const code = ({ text }: SourceFile) => text.replaceAll(/String\.raw`[^`]*`|\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('boundaries', () => {
  it('finds the source files that it speaks of', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const folder of pureFolders)
      expect(files.filter(({ path }) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(2);
  });

  it('keeps files, network, clock, chance and environment out of the pure folders', () => {
    const offenders = files
      .filter((file) => withinPure(file.path))
      .filter(
        (file) =>
          impure.test(code(file)) || file.imports.some((name) => name.startsWith('node:') && name !== 'node:crypto'),
      );
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });

  it('lets the pure folders import only each other, and never a folder that does input or output', () => {
    const allowed = pureFolders.map((folder) => `${folder}/`);
    const offenders = files
      .filter(({ path }) => withinPure(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter((name) => name.startsWith('src/') && !allowed.some((folder) => name.startsWith(folder)))
          .map((name) => `${path} → ${name}`),
      );
    expect(offenders).toEqual([]);
  });

  it('imports the runner only under action/, probot only under bot/, and octokit only where the command line starts', () => {
    const offenders = files.flatMap(({ path, imports }) =>
      imports
        .filter(
          (name) =>
            (name.startsWith('@actions/') && !path.startsWith('action/')) ||
            (name === 'probot' && !path.startsWith('bot/')) ||
            (name === 'octokit' && path.startsWith('src/') && !path.startsWith('src/cli/')),
        )
        .map((name) => `${path} → ${name}`),
    );
    expect(offenders).toEqual([]);
  });

  it('has no import cycle', () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (done.has(path) || trail.includes(path)) return;
      for (const name of byPath.get(path)?.imports ?? []) if (byPath.has(name)) visit(name, [...trail, path]);
      done.add(path);
    };
    for (const { path } of files) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('names every folder of src/ in the map', () => {
    const map = readFileSync(join(root, 'src/README.md'), 'utf8');
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.filter(({ name }) => !map.includes(`\`${name}/\``)).map(({ name }) => name)).toEqual([]);
  });
});
