import { tmpdir } from 'node:os';

/** What a program that a test starts needs of this process’s environment: where programs and temporary files are. */
export function runEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    TMPDIR: tmpdir(),
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
  };
}
