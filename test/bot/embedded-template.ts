import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../bot/store/open-store.ts';

/**
 * The folder of an embedded store without any row, made once in a test run: making one takes seconds, copying it does not.
 *
 * Several processes run test files; the first that needs the template makes it, the others wait for it.
 */
export async function embeddedTemplate(): Promise<string> {
  const shared = join(tmpdir(), 'bot-template');
  const ready = join(shared, 'ready');
  if (claim(shared)) {
    const store = await openStore({ kind: 'embedded', folder: join(shared, 'making'), isCareless: true }, () => {});
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
