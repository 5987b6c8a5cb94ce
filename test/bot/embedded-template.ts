import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../bot/store/open-store.ts';

/** Where the files of one test run share what is made once; the run's first process removes it at the end. */
const sharedFolder = (run: number) => join(tmpdir(), `tollgate-bot-templates-${run}`);

/**
 * The folder of an embedded store without any row, made once in a test run: making one takes seconds, copying it does not.
 *
 * Every test file runs in a process of its own; the first that needs the template makes it, the others wait for it.
 */
export async function embeddedTemplate(): Promise<string> {
  const shared = sharedFolder(process.ppid);
  const ready = join(shared, 'ready');
  if (claim(shared)) {
    const store = await openStore({ kind: 'embedded', folder: join(shared, 'making') }, () => {});
    await store.close();
    renameSync(join(shared, 'making'), ready);
  }
  const deadline = Date.now() + 60_000;
  while (!existsSync(ready)) {
    if (Date.now() > deadline) throw new Error(`no template of the embedded store in ${shared} after a minute`);
    await pause(20);
  }
  return ready;
}

/** Tells whether the folder was not there before; only one of several processes is told so. */
function claim(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Called by the test run's own process. */
export function setup(): () => void {
  const remove = () => rmSync(sharedFolder(process.pid), { recursive: true, force: true });
  remove();
  return remove;
}
