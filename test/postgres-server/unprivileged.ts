import { execFileSync } from 'node:child_process';

export interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

/** The user that a server runs as: PostgreSQL refuses root, so root’s servers run as `postgres` or `nobody`. */
export function unprivileged(): Identity {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no such user: try the next one.
    }
  }
  throw new Error('PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody');
}
