import type { Registrar } from '../registrar.ts';
import { repeatable } from '../repeatable.ts';

/** What production is asked for, and how staging is asked the same. */
export function describeTraffic({ group, command }: Registrar): void {
  group('traffic', 'production’s traffic: as a model, as load scripts, and compared with what staging got');
  command(
    'traffic model',
    'stream access logs of any size into one small model of the traffic',
    async () => (await import('../run-traffic-model.ts')).runTrafficModel,
  )
    .argument('<LOG...>', 'access logs, plain or packed: files, globs, folders, or - for standard input')
    .requiredOption('--out <FILE>', 'where the model goes; - for standard output')
    .addOption(repeatable('--route <TEMPLATE>', 'route that you know of, such as "/orders/{id}"'))
    .option('--openapi <FILE>', 'OpenAPI description whose paths are routes')
    .option('--log-format <FORMAT>', 'name of a format, or the log_format of nginx or Apache (default: found out)')
    .option('--workers <COUNT>', 'threads that count (default: one for each core, at most 4)');
}
