import type { Command } from 'commander';
import type { Registrar } from '../registrar.ts';
import { repeatable } from '../repeatable.ts';
import { withConfiguration, withForms } from '../shared-options.ts';

/** Which logs are read, and how. */
function withLogs(command: Command): Command {
  return withConfiguration(command)
    .argument('<LOG...>', 'access logs, plain or packed: files, globs, folders, or - for standard input')
    .addOption(repeatable('--route <TEMPLATE>', 'route that you know of, such as "/orders/{id}"'))
    .option('--openapi <FILE>', 'OpenAPI description whose paths are routes')
    .option('--log-format <FORMAT>', 'name of a format, or the log_format of nginx or Apache (default: found out)')
    .option('--workers <COUNT>', 'threads that count (default: one for each core, at most 4)');
}

/** How staging is loaded. */
function withLoad(command: Command): Command {
  return command
    .option('--scale <SHARE>', 'load ÷ production’s load, such as 0.1', '1')
    .option('--duration <TIME>', 'how long the steady load lasts', '25m')
    .option('--soak <TIME>', 'how long the soak lasts', '4h')
    .addOption(repeatable('--write <ROUTE>', 'route that is safe to write to in staging, such as "POST /cart"'))
    .addOption(repeatable('--production-host <HOST>', 'host that the scripts refuse to load'))
    .option('--distributed [RUNNERS]', 'also write a TestRun of the k6-operator, for loads beyond one machine');
}

/** What production is asked for, and how staging is asked the same. */
export function describeTraffic({ group, command }: Registrar): void {
  group('traffic', 'production’s traffic: as a model, as load scripts, and compared with what staging got');
  withLogs(
    command(
      'traffic model',
      'stream access logs of any size into one small model of the traffic',
      async () => (await import('../run-traffic-model.ts')).runTrafficModel,
    ),
  )
    .requiredOption('--out <FILE>', 'where the model goes; - for standard output')
    .option('--since <AGE>', 'leave out requests that are older, such as 7d (default: all count)');
  const script = command(
    'traffic script',
    'write k6 scripts that load staging as production is loaded',
    async () => (await import('../run-traffic-script.ts')).runTrafficScript,
  );
  withLoad(withConfiguration(script))
    .argument('<MODEL>', 'traffic model (tollgate.traffic/1)')
    .requiredOption('--out <FOLDER>', 'where the scripts go; values in its pools.json are kept')
    .option('--pools <FILE>', 'values that exist in staging, in the form of pools.json');
  withForms(
    withConfiguration(
      command(
        'traffic compare',
        'judge how production-shaped the traffic of staging was',
        async () => (await import('../run-traffic-compare.ts')).runTrafficCompare,
      ),
    ),
  )
    .argument('<PRODUCTION>', 'traffic model or profile of production')
    .argument('<STAGING>', 'traffic model or profile of staging, such as of the log of a load test')
    .option('--evidence <FOLDER>', 'keep both sides as profiles with their traffic section')
    .option('--at <INSTANT>', 'judge as of this ISO instant, to replay an earlier verdict (default: now)');
  withLoad(
    withLogs(
      command(
        'traffic watch',
        'look at the latest logs, and where the traffic changed write its model and scripts anew',
        async () => (await import('../run-traffic-watch.ts')).runTrafficWatch,
      ),
    ),
  )
    .requiredOption('--out <FOLDER>', 'folder of the committed scripts and their model.json')
    .option('--since <AGE>', 'leave out requests that are older', '7d')
    .option('--tolerance <SHARE>', 'by how much the rate of a route may move', '25%');
}
