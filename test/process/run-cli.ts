import { join } from 'node:path';
import { type Ran, type Running, runNode } from './run-node.ts';

/** The command line as it ships. */
export const cliBundle = join(import.meta.dirname, '../../action/dist/cli.js');

/** Runs `tollgate …` as a process. */
export function runCli(args: readonly string[], running: Running): Promise<Ran> {
  return runNode([cliBundle, ...args], running);
}
