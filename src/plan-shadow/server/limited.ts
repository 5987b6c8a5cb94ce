/** What one process of a shadow's server may use at most. */
export interface Limits {
  readonly memoryBytes: number;
  readonly openFiles: number;
}

/** Constant text: what is run comes behind it as arguments, so no name is ever read as shell. */
const script = (limits: Limits) =>
  [
    'umask 077',
    'ulimit -c 0',
    `ulimit -v ${Math.round(limits.memoryBytes / 1024)} 2>/dev/null || true`,
    `ulimit -n ${limits.openFiles} 2>/dev/null || true`,
    'exec "$@"',
  ].join('\n');

/**
 * A command that runs a program with limits on memory, open files and core dumps, where the system knows such limits.
 *
 * @example limited({ memoryBytes: 1024, openFiles: 8 }, ['postgres']).at(-1) // 'postgres'
 */
export function limited(limits: Limits, command: readonly string[]): readonly [string, ...string[]] {
  return ['/bin/sh', '-c', script(limits), 'sh', ...command];
}
