// Stands in for k6 where there is none: node k6.ts run [-e NAME=VALUE]… [--summary-export FILE] SCRIPT, inspect, version.
import { parseArgs } from 'node:util';
import { ExitError, exitCodes } from './exit-error.ts';
import type { Log } from './run.ts';
import { initialise, requirements, runScript } from './run-script.ts';

const log: Log = (level, message) => process.stderr.write(`level=${level} msg=${JSON.stringify(message)}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    env: { type: 'string', short: 'e', multiple: true, default: [] },
    'summary-export': { type: 'string' },
    'execution-requirements': { type: 'boolean' },
    'include-system-env-vars': { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
    'no-color': { type: 'boolean' },
    'no-usage-report': { type: 'boolean' },
  },
});

/** As in k6, a script that is inspected sees the environment only where it is told so. */
function environment(command: 'run' | 'inspect'): Record<string, string> {
  const given = values.env.map((pair): [string, string] => [
    pair.split('=')[0] ?? '',
    pair.slice(pair.indexOf('=') + 1),
  ]);
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const isSeen = command === 'run' || values['include-system-env-vars'] === true;
  return { ...(isSeen ? Object.fromEntries(own) : {}), ...Object.fromEntries(given) };
}

async function main(command: string, file: string): Promise<number> {
  switch (command) {
    case 'version':
      process.stdout.write('k6 v2.2.0 (stand-in for tests)\n');
      return exitCodes.done;
    case 'inspect': {
      const { run } = initialise({ file, environment: environment(command), log });
      const { milliseconds, maxVUs } = requirements(run);
      const options = { ...run.parsed.options, scenarios: Object.fromEntries(run.parsed.scenarios) };
      const needed = { totalDuration: `${milliseconds / 1000}s`, maxVUs };
      process.stdout.write(
        `${JSON.stringify({ ...options, ...(values['execution-requirements'] ? needed : {}) }, null, 2)}\n`,
      );
      return exitCodes.done;
    }
    case 'run':
      return runScript({
        file,
        environment: environment(command),
        summaryExport: values['summary-export'] ?? null,
        log,
        onStart: (stop) => {
          for (const signal of ['SIGINT', 'SIGTERM'] as const)
            process.once(signal, () =>
              stop(new ExitError(exitCodes.interrupted, 'test run was aborted because k6 received a signal')),
            );
        },
      });
    default:
      throw new ExitError(exitCodes.other, `unknown command "${command}"`);
  }
}

try {
  process.exitCode = await main(positionals[0] ?? '', positionals[1] ?? '');
} catch (error) {
  log('error', error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof ExitError ? error.code : exitCodes.other;
}
