import type { Command } from 'commander';
import { usualFolder } from '../../incidents/index/usual-folder.ts';
import type { Registrar } from '../registrar.ts';
import { repeatable } from '../repeatable.ts';
import { withConfiguration, withForms } from '../shared-options.ts';

const folderText = `folder of the index and its guards (default: incidents.folder, else ${usualFolder})`;

/** Which repository, and who asks. */
function onGitHub(command: Command): Command {
  return command
    .option('--config <FILE>', 'configuration (default: .github/tollgate.yml where it exists)')
    .option('--repository <OWNER/NAME>', 'repository on GitHub (default: GITHUB_REPOSITORY)')
    .option('--token <TOKEN>', 'token of GitHub (default: GITHUB_TOKEN, GH_TOKEN)');
}

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
  describeTest({ command });
  describeProve({ command });
  describeRun({ command });
  describeRecord({ command });
  command(
    'incident form',
    'write an issue form for incidents, which asks for what a guard needs',
    async () => (await import('../run-incident-form.ts')).runIncidentForm,
  )
    .option('--out <FILE>', 'where it goes; - for standard output', '.github/ISSUE_TEMPLATE/incident.yml')
    .option('--label <LABEL>', 'label that its issues get', 'incident')
    .option('--force', 'overwrite an existing file');
  onGitHub(
    command(
      'incident check',
      'check that every closed incident has a guard that exists, is not skipped, ran, is proven and does not fail again',
      async () => (await import('../run-incident-check.ts')).runIncidentCheck,
    ),
  )
    .option('--incidents <FILE>', 'JSON list of issues {number, title, html_url, state} (default: those on GitHub)')
    .option('--label <LABEL>', 'label of incidents on GitHub (default: incidents.label, else incident)')
    .option('--folder <FOLDER>', folderText)
    .addOption(repeatable('--report <FILE>', 'report of a run of guards, which says whether each one ran'))
    .option('--json <FILE>', 'write the result as JSON; - for standard output');
}

function describeRecord({ command }: Pick<Registrar, 'command'>): void {
  onGitHub(
    command(
      'incident record',
      'count what became of releases: which had an incident within 72 hours, and which incidents no proven guard stands for',
      async () => (await import('../run-incident-record.ts')).runIncidentRecord,
    ),
  )
    .option('--environment <NAME>', 'whose deployments on GitHub are the releases', 'production')
    .option('--days <DAYS>', 'how far it looks back', '90')
    .option('--label <LABEL>', 'label of incidents on GitHub (default: incidents.label, else incident)')
    .option('--folder <FOLDER>', folderText)
    .addOption(repeatable('--report <FILE>', 'report that was kept: what was known before a release'))
    .option('--html <FILE>', 'write the record as one self-contained page')
    .option('--json <FILE>', 'write the record as JSON; - for standard output');
}

function describeTest({ command }: Pick<Registrar, 'command'>): void {
  onGitHub(
    command(
      'incident test',
      'write the test that would have caught an incident, and its entry of the index',
      async () => (await import('../run-incident-test.ts')).runIncidentTest,
    ),
  )
    .option('--issue <NUMBER>', 'the incident is this issue on GitHub, instead of a file')
    .argument(
      '[FILE]',
      'text, Markdown (with front matter) or JSON {title, body, comments, labels}; - for standard input',
    )
    .option('--class <CLASS>', 'class of its cause, where the text does not say it')
    .option('--service <NAME>', 'service that it happened to (default: as the text says)')
    .option('--id <ID>', 'number or name of the incident (default: as the text says)')
    .option('--link <URL>', 'where it is written about')
    .option('--folder <FOLDER>', folderText)
    .option('--traffic <FILE>', 'production’s model, as traffic model writes it, for endpoints and rates')
    .addOption(repeatable('--production-host <HOST>', 'host that a script refuses to load'))
    .option('--post-mortem <FILE>', 'write the section for the post-mortem, in Markdown; - for standard output')
    .option('--dry-run', 'say what would be written and write nothing')
    .option('--json <FILE>', 'write the result as JSON; - for standard output');
}

function describeProve({ command }: Pick<Registrar, 'command'>): void {
  command(
    'incident prove',
    'run the guard of an incident where the fault is and where it is not, and note whether it told them apart',
    async () => (await import('../run-incident-prove.ts')).runIncidentProve,
  )
    .argument('<ID>', 'incident in the index')
    .option('--bad <TARGET>', 'with the fault: address, resolver, or file of evidence')
    .option('--good <TARGET>', 'without the fault')
    .option('--reference <FILE>', 'variables of the environment that a parity rule compares with')
    .option('--prometheus <URL>', 'server that knows the memory of both, for a guard that judges memory')
    .option('--k6 <FILE>', 'program of k6 (default: the one on PATH)')
    .option('--folder <FOLDER>', folderText)
    .option('--json <FILE>', 'write the result as JSON; - for standard output');
}

function describeRun({ command }: Pick<Registrar, 'command'>): void {
  const run = withConfiguration(
    command(
      'incident run',
      'run the guards of past incidents in staging: what broke production once must not break it again',
      async () => (await import('../run-incident-run.ts')).runIncidentRun,
    ),
  )
    .argument('[IDS...]', 'incidents in the index (default: all)')
    .option('--target <URL>', 'staging’s address, which scripts load (default of all places: incidents.run)')
    .option('--prometheus <URL>', 'server that knows staging’s memory')
    .option('--resolver <ADDRESS>', 'resolver that is asked for names')
    .option('--variables <FILE>', 'staging’s variables')
    .option('--reference <FILE>', 'variables that they are compared with')
    .option('--permissions <FILE>', 'staging’s rights')
    .option('--plans <FILE>', 'plans of production or of its shadow')
    .option('--longest <DURATION>', 'leave guards out that take longer, for example 20m')
    .option('--k6 <FILE>', 'program of k6 (default: the one on PATH)')
    .option('--folder <FOLDER>', folderText);
  withForms(run);
}
