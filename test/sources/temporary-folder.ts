import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that lives as long as a test file, and a function that writes into it and gives the path back. */
export function temporaryFolder(): { folder: string; write: (name: string, content: unknown) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-source-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: unknown) => {
    const file = join(folder, name);
    writeFileSync(file, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return file;
  };
  return { folder, write };
}
