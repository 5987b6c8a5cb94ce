import type { Registrar } from '../registrar.ts';
import { withConfiguration, withSettings } from '../shared-options.ts';

/** The first steps, and the words of the reports. */
export function describeSetUp({ command }: Registrar): void {
  withSettings(
    command(
      'init',
      'ask the servers what they have and write a commented configuration',
      async () => (await import('../run-init.ts')).runInit,
    ),
    ['production-metrics', 'staging-metrics', 'production-selector', 'staging-selector'],
  )
    .option('--service <NAME>', 'name of the service', 'my-service')
    .option('--out <FILE>', 'where the configuration goes; - for standard output', '.github/tollgate.yml')
    .option('--force', 'overwrite an existing file');
  withSettings(
    withConfiguration(
      command(
        'doctor',
        'say what can be measured here, what not, and what to grant',
        async () => (await import('../run-doctor.ts')).runDoctor,
      ),
    ),
  ).option('--json <FILE>', 'write the diagnosis as JSON; - for standard output');
  command(
    'demo',
    'judge the recorded evidence of a small shop whose staging lies: no server, no network',
    async () => (await import('../run-demo.ts')).runDemo,
  )
    .option('--html <FILE>', 'where the report goes', 'tollgate-report.html')
    .option(
      '--json <FILE>',
      'where the report as JSON goes, for `explain`; - for standard output',
      'tollgate-report.json',
    )
    .option('--markdown <FILE>', 'write the report as Markdown; - for standard output');
  command(
    'schema',
    'print the JSON Schema of a file format',
    async () => (await import('../run-schema.ts')).runSchema,
  ).argument(
    '[FORMAT]',
    // Written out, because the schemas themselves are loaded only for this command; a test compares.
    'config, report, profile, baseline, traffic, load, canary, canary-plan, pods, calibration, releases, backtest, classification, incident-test, incident-check, incident-record, incidents, incident-facts, guard, gate or proof',
    'config',
  );
  command(
    'explain',
    'explain a reason code, or a finding of a report by its fingerprint; without a word list all codes',
    async () => (await import('../run-explain.ts')).runExplain,
  )
    .argument('[CODE|FINGERPRINT]', 'for example too-few-requests')
    .option('--report <FILE>', 'report that holds the finding', 'tollgate-report.json');
}
