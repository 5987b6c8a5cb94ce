import type { Registrar } from '../registrar.ts';

/** Loads staging. */
export function describeLoad({ group, command }: Registrar): void {
  group('load', 'load staging with a script');
  command(
    'load run',
    'run a k6 script, and tell what was measured from what was not',
    async () => (await import('../run-load-run.ts')).runLoadRun,
  )
    .argument('<SCRIPT>', 'script of k6, such as one of traffic script; it gets the whole environment')
    .option('--k6 <FILE>', 'program of k6 (default: the one on PATH)')
    .option('--json <FILE>', 'write the result as JSON; - for standard output');
}
