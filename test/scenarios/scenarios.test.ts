import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from '../../src/commands/compare.ts';
import { configurationReader } from '../../src/config/read-configuration-file.ts';
import { Profile } from '../../src/model/profile.ts';
import { Verdict } from '../../src/model/verdict.ts';

/** A folder is one story: what was recorded on both sides, the configuration, and the report that must come of it, byte by byte. */
const stories = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('scenarios', () => {
  it('are found', () => {
    expect(stories.length).toBeGreaterThanOrEqual(5);
  });

  it.each(stories.map(({ name }) => name))('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    const reference = Profile.parse(JSON.parse(await readFile(join(folder, 'reference.json'), 'utf8')));
    const { verdict } = await compare({
      config: 'tollgate.yml',
      options: [],
      environment: {},
      readFile: configurationReader(folder),
      now: new Date('2026-11-20T10:10:00Z'),
      reference: join(folder, 'reference.json'),
      candidate: join(folder, 'candidate.json'),
      question: reference.environment === 'previous' ? 'release' : 'fidelity',
      writesBaseline: false,
    });
    expect(() => Verdict.parse(verdict)).not.toThrow();
    await expect(`${JSON.stringify(verdict, null, 1)}\n`).toMatchFileSnapshot(join(folder, 'expected.json'));
  });
});
