import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeCanaryFile } from '../../src/commands/canary/judge-canary-file.ts';
import { compare } from '../../src/commands/compare.ts';
import { configurationReader } from '../../src/config/read-configuration-file.ts';
import { Profile } from '../../src/model/profile.ts';
import { Verdict } from '../../src/model/verdict.ts';

/** A folder is one story: what was recorded on both sides, the configuration, and the report that must come of it, byte by byte. */
const all = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const isCanary = (name: string) => existsSync(join(import.meta.dirname, name, 'canary.json'));
const stories = all.filter((name) => !isCanary(name));
const now = new Date('2026-11-20T10:10:00Z');

describe('scenarios', () => {
  it('are found', () => {
    expect(stories.length).toBeGreaterThanOrEqual(5);
    expect(all.filter(isCanary).length).toBeGreaterThanOrEqual(3);
  });

  it.each(stories)('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    const reference = Profile.parse(JSON.parse(await readFile(join(folder, 'reference.json'), 'utf8')));
    const { verdict } = await compare({
      config: 'tollgate.yml',
      options: [],
      environment: {},
      readFile: configurationReader(folder),
      now,
      reference: join(folder, 'reference.json'),
      candidate: join(folder, 'candidate.json'),
      question: reference.environment === 'previous' ? 'release' : 'fidelity',
      writesBaseline: false,
    });
    expect(() => Verdict.parse(verdict)).not.toThrow();
    await expect(`${JSON.stringify(verdict, null, 1)}\n`).toMatchFileSnapshot(join(folder, 'expected.json'));
  });

  it.each(all.filter(isCanary))('%s', async (name) => {
    const folder = join(import.meta.dirname, name);
    const file = join(folder, 'canary.json');
    const verdict = await judgeCanaryFile({ file, isPartial: name.endsWith('-so-far'), withTrace: true, now });
    expect(() => Verdict.parse(verdict)).not.toThrow();
    await expect(`${JSON.stringify(verdict, null, 1)}\n`).toMatchFileSnapshot(join(folder, 'expected.json'));
  });
});
