import { exitCodes } from '../commands/exit-code.ts';
import { incidentRecord, type RecordRequest } from '../commands/incident/record.ts';
import { usualFolder } from '../incidents/index/usual-folder.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { recordHtml } from '../report/incident/record-html.ts';
import { recordLines } from '../report/incident/record-text.ts';
import { configuredIncidents, incidentRepository } from './incident-place.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

function daysOf(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UsageError('invalid-option', `--days: wanted a number of days, not "${text}"`);
}

async function requestOf(inputs: Inputs, output: Output): Promise<RecordRequest> {
  const configured = await configuredIncidents(inputs);
  return {
    repository: await incidentRepository(inputs, output),
    environment: inputs.text('environment') ?? 'production',
    label: inputs.text('label') ?? configured?.label ?? 'incident',
    folder: inputs.text('folder') ?? configured?.folder ?? usualFolder,
    reports: inputs.list('report'),
    days: daysOf(inputs.text('days') ?? '90'),
    now: new Date(),
  };
}

/** `tollgate incident record` */
export async function runIncidentRecord(inputs: Inputs, output: Output): Promise<number> {
  const record = await incidentRecord(await requestOf(inputs, output));
  await writeResult(record, inputs, output);
  const page = inputs.text('html');
  if (page !== undefined) await writeFileWhole(page, recordHtml(record));
  output.say(recordLines(record).map(inertTerminal).join('\n'));
  if (page !== undefined) output.say(`Page: ${page}`);
  return exitCodes.done;
}
