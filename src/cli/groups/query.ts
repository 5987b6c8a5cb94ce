import { Option } from 'commander';
import type { Registrar } from '../registrar.ts';
import { withConfiguration, withForms } from '../shared-options.ts';

/** Query plans: what a database would do, and where two of them part. */
export function describeQueries({ command, group }: Registrar): void {
  group('query', 'query plans: where they part, and what production would do');
  withForms(
    withConfiguration(
      command(
        'query diff',
        'compare query plans from EXPLAIN: a flip for the worse blocks',
        async () => (await import('../run-query-diff.ts')).runQueryDiff,
      )
        .argument('<BASE>', 'file or folder of plans before the change (or of production)')
        .argument('<HEAD>', 'file or folder of plans after the change (or of staging)')
        .addOption(
          new Option(
            '--question <QUESTION>',
            'release: before and after a change, over the same data; fidelity: production against staging',
          )
            .choices(['release', 'fidelity'])
            .default('release'),
        )
        .option(
          '--again <PATH>',
          'further plans of BASE, made after another ANALYZE: a query whose plan changes is a tie',
        )
        .option(
          '--base-settings <FILE>',
          'pg_settings of BASE’s server as JSON, where its plans were explained without SETTINGS',
        )
        .option('--head-settings <FILE>', 'the same of HEAD’s server')
        .option('--profile <FILE>', 'profile of production’s database, which knows how large its tables are'),
    ),
  );
}
