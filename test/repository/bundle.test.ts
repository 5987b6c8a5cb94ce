import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type OutputChunk } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../../rolldown.config.ts';
import { root } from '../architecture/source-files.ts';

const megabyte = 1e6;
/** What each entry loads before it knows what is wanted of it, in MB: who asks for a command’s help waits for no parser or schema. */
const mostAtStart = new Map([
  ['cli.js', 0.12],
  ['index.js', 1.0],
  ['traffic-worker.js', 0.06],
]);
const committed = join(root, 'action/dist');
const fresh = mkdtempSync(join(tmpdir(), 'tollgate-bundle-'));
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

/** A chunk and everything that is loaded with it, whatever command runs. */
function loadedWith(
  chunk: OutputChunk,
  chunks: ReadonlyMap<string, OutputChunk>,
  seen = new Set<string>(),
): Set<string> {
  seen.add(chunk.fileName);
  for (const name of chunk.imports) {
    const imported = chunks.get(name);
    if (imported !== undefined && !seen.has(name)) loadedWith(imported, chunks, seen);
  }
  return seen;
}

describe('the committed bundle', () => {
  let chunks: Map<string, OutputChunk>;
  beforeAll(async () => {
    const [written] = [config.output].flat();
    const { output } = await build({ ...config, cwd: root, output: { ...written, dir: fresh } });
    chunks = new Map(output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part]] : [])));
  });
  afterAll(() => rmSync(fresh, { recursive: true }));

  it('is what the sources build to', () => {
    const names = filesIn(fresh);
    expect(names).toContain('index.js');
    const differing = names.filter(
      (name) =>
        !filesIn(committed).includes(name) ||
        !readFileSync(join(committed, name)).equals(readFileSync(join(fresh, name))),
    );
    const left = filesIn(committed).filter((name) => !names.includes(name));
    expect(
      [...differing, ...left],
      'action/dist is not what the sources build to: run `npm run bundle` and commit it',
    ).toEqual([]);
  });

  it('loads little at its start, and weighs at most 4 MB', () => {
    const size = (name: string) => statSync(join(fresh, name)).size;
    const entries = [...chunks.values()].filter(({ isEntry }) => isEntry);
    expect(entries.map(({ fileName }) => fileName).sort()).toEqual([...mostAtStart.keys()]);
    for (const entry of entries) {
      const bytes = [...loadedWith(entry, chunks)].reduce((sum, name) => sum + size(name), 0);
      const most = (mostAtStart.get(entry.fileName) ?? 0) * megabyte;
      expect(bytes, `${entry.fileName} with all that it imports`).toBeLessThanOrEqual(most);
    }
    expect(filesIn(fresh).reduce((sum, name) => sum + size(name), 0)).toBeLessThanOrEqual(4 * megabyte);
  });
});
