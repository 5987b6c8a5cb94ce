import { checkExitCode, checkGuards } from '../commands/incident/check.ts';
import { closedIncidents } from '../incidents/check/closed-incidents.ts';
import type { CheckedIncident, IncidentCheck } from '../incidents/check/incident-check.ts';
import { usualFolder } from '../incidents/index/parse-index.ts';
import { UsageError } from '../model/usage-error.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { readJsonFile } from '../sources/file/read-text-file.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

/** `tollgate incident check` */
export async function runIncidentCheck(inputs: Inputs, output: Output): Promise<number> {
  const check = await checkGuards({
    closed: closedIncidents(await readList(inputs.text('incidents'))),
    folder: inputs.text('folder') ?? usualFolder,
    reports: inputs.list('report'),
    now: new Date(),
  });
  await writeResult(check, inputs, output);
  output.say(linesOf(check).map(inertTerminal).join('\n'));
  return checkExitCode(check);
}

async function readList(file: string | undefined): Promise<unknown> {
  if (file === undefined)
    throw new UsageError(
      'invalid-option',
      '--incidents is missing: a JSON list of issues, such as `gh issue list` or GitHub’s API gives',
    );
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `--incidents: ${read.message}`);
  return read.json;
}

const headings = { pass: 'Pass', fail: 'Fail', inconclusive: 'Inconclusive' } as const;

function linesOf({ decision, incidents }: IncidentCheck): string[] {
  const count = (status: CheckedIncident['status']) => incidents.filter((one) => one.status === status).length;
  return [
    `${headings[decision]}: ${incidents.length} closed incidents, ${count('guarded')} guarded, ${count('waived')} waived, ${count('failed')} not, ${count('unmeasured')} unmeasured`,
    ...incidents.flatMap((one) => [
      `  ${one.status.padEnd(10)}  ${one.id} ${one.title}${one.guard === null ? '' : ` · ${one.guard}`}${one.isProven ? '' : ' · unproven'}`,
      ...one.problems.map(({ problem, message }) => `              ${problem}: ${message}`),
    ]),
  ];
}
