import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findInputs } from '../../../src/sources/access-log/inputs.ts';
import { line, logFolder, modelOf } from '../../traffic/model-of.ts';

const { folder, write } = logFolder();
const log = write('a.log', line({}));
const namesOf = (...given: readonly string[]) => findInputs(given).map(({ name }) => name);
const newFolder = (name: string) => {
  mkdirSync(join(folder, name));
  return join(folder, name);
};

describe('a file under several names', () => {
  it('is read once', () => {
    const linked = join(newFolder('linked'), 'link.log');
    symlinkSync(log, linked);
    const crooked = `${folder}/./linked/../a.log`;
    expect(namesOf(log, relative('.', log), crooked, linked, join(folder, '*.log'))).toEqual(['a.log']);
  });
});

describe('a folder', () => {
  it('has its files and those that links lead to; links that lead nowhere or in a circle hold nothing', async () => {
    const logs = newFolder('logs');
    writeFileSync(join(logs, 'b.log'), line({}));
    writeFileSync(join(logs, '.hidden'), line({}));
    symlinkSync(log, join(logs, 'c.log'));
    symlinkSync('loop', join(logs, 'loop'));
    symlinkSync('nowhere', join(logs, 'nowhere.log'));
    const socket = createServer();
    await new Promise<void>((resolve) => socket.listen(join(logs, 's.log'), resolve));
    try {
      expect(namesOf(logs)).toEqual(['b.log', 'c.log']);
      expect(namesOf(join(logs, '*'))).toEqual(['b.log', 'c.log']);
      expect(() => namesOf(join(logs, 'loop'), join(logs, 'nowhere.log'), join(logs, 's.log'))).toThrow(
        /nothing that can be read is at ".*loop", ".*nowhere\.log", ".*s\.log"$/,
      );
    } finally {
      socket.close();
    }
  });
});

describe('a pipe', () => {
  it('is read like standard input', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [model] = await Promise.all([modelOf([pipe]), writeFile(pipe, line({}).repeat(3))]);
    expect(model.source.parsed).toBe(3);
  });
});
