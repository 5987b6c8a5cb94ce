import { checkExitCode, checkGuards } from '../commands/incident/check.ts';
import type { GitHubRepository } from '../github/client.ts';
import { hasLabel, issuesLabelled } from '../github/incident-issues.ts';
import { closedIncidents } from '../incidents/check/closed-incidents.ts';
import type { CheckedIncident, IncidentCheck } from '../incidents/check/incident-check.ts';
import { usualFolder } from '../incidents/index/usual-folder.ts';
import { UsageError } from '../model/usage-error.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { readJsonFile } from '../sources/file/read-text-file.ts';
import { configuredIncidents, incidentRepository } from './incident-place.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

/** `tollgate incident check` */
export async function runIncidentCheck(inputs: Inputs, output: Output): Promise<number> {
  const configured = await configuredIncidents(inputs);
  const list = await readList(inputs, output, configured?.label);
  const closed = closedIncidents(list);
  const check = await checkGuards({
    closed,
    listed: Array.isArray(list) ? list.length : 0,
    folder: inputs.text('folder') ?? configured?.folder ?? usualFolder,
    reports: inputs.list('report'),
    now: new Date(),
  });
  await writeResult(check, inputs, output);
  output.say(linesOf(check).map(inertTerminal).join('\n'));
  return checkExitCode(check);
}

/** A label that was renamed lists nothing, which must not look like no incident. */
async function listOnGitHub(repository: GitHubRepository, label: string): Promise<unknown> {
  const issues = await issuesLabelled(repository, label);
  if (issues.length > 0 || (await hasLabel(repository, label))) return issues;
  throw new UsageError(
    'invalid-option',
    `${repository.owner}/${repository.repo} has no label "${label}"; wanted that of incidents: --label, incidents.label in the configuration, or make it`,
  );
}

/** Issues from a file, else those on GitHub with the label. */
async function readList(inputs: Inputs, output: Output, label: string | undefined): Promise<unknown> {
  const file = inputs.text('incidents');
  if (file === undefined)
    return listOnGitHub(await incidentRepository(inputs, output), inputs.text('label') ?? label ?? 'incident');
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `--incidents: ${read.message}`);
  return read.json;
}

const headings = { pass: 'Pass', fail: 'Fail', inconclusive: 'Inconclusive' } as const;

function linesOf({ decision, incidents, remarks }: IncidentCheck): string[] {
  const count = (status: CheckedIncident['status']) => incidents.filter((one) => one.status === status).length;
  return [
    `${headings[decision]}: ${incidents.length} closed incidents, ${count('guarded')} guarded, ${count('waived')} waived, ${count('failed')} not, ${count('unmeasured')} unmeasured`,
    ...remarks.map((remark) => `Note: ${remark}`),
    ...incidents.flatMap((one) => [
      `  ${one.status.padEnd(10)}  ${one.id} ${one.title}${one.guard === null ? '' : ` · ${one.guard}`}${one.isProven ? '' : ' · unproven'}`,
      ...one.problems.map(({ problem, message }) => `              ${problem}: ${message}`),
    ]),
  ];
}
