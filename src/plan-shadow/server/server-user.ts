import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UsageError } from '../../model/usage-error.ts';

/** Who a server runs as; nothing is said where it is whoever runs this program. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

const run = promisify(execFile);

/** PostgreSQL refuses root. `nobody` owns nothing; `postgres` may own a real database on this machine. */
const candidates = ['nobody', 'postgres'];

/**
 * The user that a server of ours runs as: whoever runs this program, or a powerless one where that is root.
 *
 * @throws UsageError where root has nobody else to run it as
 */
export async function serverUser(): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return {};
  for (const user of candidates) {
    try {
      const id = async (flag: string) => Number((await run('id', [flag, user])).stdout);
      return { uid: await id('-u'), gid: await id('-g') };
    } catch {
      // There is no such user: try the next one.
    }
  }
  throw new UsageError(
    'no-postgres',
    'PostgreSQL refuses to run as root, and there is neither a user nobody nor postgres: run this as another user',
  );
}
