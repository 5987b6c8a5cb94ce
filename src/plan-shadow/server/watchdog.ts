import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/** Reads until this program ends, in whatever way: its end of the pipe is closed then. */
const waiting = "trap '' INT TERM HUP\nwhile read -r _; do :; done\n";

/** What is just being made is ended with the second or third try. */
const end = `${waiting}for _ in 1 2 3; do
  server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
  [ -n "$server" ] && kill -s QUIT "$server" 2>/dev/null
  sleep 1
done`;
const remove = `${waiting}for _ in 1 2 3 4; do
  sleep 1
  rm -rf -- "$1"
done`;

/**
 * Starts processes that outlive this one where that is killed, end the server and remove its folder: no handler of ours runs then,
 * nor while a program that makes the server is waited for.
 *
 * @param who runs the server: the number of a process that its folder names is ended with the rights of that user, never with ours
 * @returns ends the watching; only to be called when server and folder are gone
 */
export function watchFolder(folder: string, who: ServerUser): () => void {
  const watch = (script: string, user: ServerUser) => {
    const child = spawn('/bin/sh', ['-c', script, 'sh', folder], {
      ...user,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin' },
      // A group of its own: Ctrl-C in a terminal is not for it.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    // Where there is no shell, nothing watches.
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    child.unref();
    return child;
  };
  const children = [watch(end, who), watch(remove, {})];
  return () => {
    for (const child of children) child.kill('SIGKILL');
  };
}
