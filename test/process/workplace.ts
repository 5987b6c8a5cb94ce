import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder in which one process runs. */
export interface Workplace {
  readonly folder: string;
  /** Writes a file by its path in the folder, and gives that path back. */
  readonly write: (path: string, content: string) => string;
  readonly read: (path: string) => string;
  /** Paths of all files below the folder, sorted. */
  readonly files: () => string[];
}

/** Makes empty folders, one per call, that live as long as a test file. */
export function workplaces(): () => Workplace {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-process-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => {
    const folder = mkdtempSync(join(root, 'run-'));
    return {
      folder,
      write(path, content) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        return path;
      },
      read: (path) => readFileSync(join(folder, path), 'utf8'),
      files: () =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((path) => statSync(join(folder, path)).isFile())
          .sort(),
    };
  };
}
