import type { Registrar } from '../registrar.ts';

/** Every incident becomes a test. */
export function describeIncidents({ group, command }: Registrar): void {
  group('incident', 'incidents: what caused them, and the test that would have caught them');
  command(
    'incident classify',
    'say which class of cause an incident’s text names, with the words that say so; offline',
    async () => (await import('../run-incident-classify.ts')).runIncidentClassify,
  )
    .argument(
      '<FILE>',
      'text, Markdown (with front matter) or JSON {title, body, comments, labels}; - for standard input',
    )
    .option('--json <FILE>', 'write the classification as JSON; - for standard output');
}
