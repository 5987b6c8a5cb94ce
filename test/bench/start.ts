import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pairedMedians } from './median-of.ts';

const root = join(import.meta.dirname, '../..');

async function time(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - start;
}

/** How long the bundle takes to start, against bare Node; the budget is 150 ms more. */
export async function benchStart(): Promise<void> {
  const bundle = join(root, 'action/dist/cli.js');
  for (const args of [['--version'], ['validate', '--help'], ['explain', 'too-few-requests']]) {
    const { a, b, ratio } = await pairedMedians(
      15,
      () => time([bundle, ...args]),
      () => time(['-e', '0']),
    );
    console.log(
      `tollgate ${args.join(' ').padEnd(26)} ${a.toFixed(0)} ms, node -e 0 ${b.toFixed(0)} ms: ratio ${ratio.toFixed(2)}, ${(a - b).toFixed(0)} ms over bare Node (budget 150 ms)`,
    );
  }
}
