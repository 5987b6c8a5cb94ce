import { exitCodes } from '../commands/exit-code.ts';
import { readIncident } from '../commands/incident/read-incident.ts';
import { testIncident } from '../commands/incident/test-incident.ts';
import { incidentIssue } from '../github/incident-issues.ts';
import { usualFolder } from '../incidents/index/usual-folder.ts';
import type { IncidentTestResult } from '../incidents/plan/incident-test-result.ts';
import type { IncidentText } from '../incidents/text/incident-text.ts';
import { parseIncidentText } from '../incidents/text/parse-incident-text.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { readTrafficModel } from '../sources/traffic-model/read-traffic-model.ts';
import { configuredIncidents, incidentRepository } from './incident-place.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

const headings: Readonly<Record<IncidentTestResult['outcome'], string>> = {
  created: 'A new guard',
  updated: 'The guard is brought up to date',
  unchanged: 'Everything is there already',
  kept: 'A person changed this guard: it stays as it is, and the difference is proposed',
  'no-guard': 'No guard can be generated for this class: write one, or waive the incident with a date',
};

/** `tollgate incident test` */
export async function runIncidentTest(inputs: Inputs, output: Output): Promise<number> {
  const configured = await configuredIncidents(inputs);
  const model = inputs.text('traffic') ?? configured?.traffic;
  const isDry = inputs.flag('dry-run');
  const result = await testIncident({
    text: await readText(inputs, output),
    class: inputs.text('class'),
    given: { id: inputs.text('id'), link: inputs.text('link'), service: inputs.text('service') },
    traffic: model === undefined ? null : (await readTrafficModel(model)).model,
    productionHosts: [...inputs.list('production-host'), ...(configured?.productionHosts ?? [])],
    folder: inputs.text('folder') ?? configured?.folder ?? usualFolder,
    dryRun: isDry,
  });
  await writeResult(result, inputs, output);
  await writePostMortem(result, inputs, output);
  output.say(linesOf(result, isDry).map(inertTerminal).join('\n'));
  return result.outcome === 'no-guard' ? exitCodes.inconclusive : exitCodes.done;
}

/** An incident from a file, or from an issue on GitHub. */
async function readText(inputs: Inputs, output: Output): Promise<IncidentText> {
  const [issue, file] = [inputs.text('issue'), inputs.arguments[0]];
  if (issue === undefined) return readIncident(file ?? '-');
  if (file !== undefined) throw new UsageError('invalid-option', `--issue ${issue} and ${file}: wanted one of them`);
  if (!/^[1-9]\d{0,8}$/.test(issue))
    throw new UsageError('invalid-option', `--issue: wanted the number of an issue, not "${issue}"`);
  const found = await incidentIssue(await incidentRepository(inputs, output), Number(issue));
  return parseIncidentText(JSON.stringify(found));
}

async function writePostMortem({ postMortem }: IncidentTestResult, inputs: Inputs, output: Output): Promise<void> {
  const target = inputs.text('post-mortem');
  if (target === undefined) return;
  if (target !== '-') return writeFileWhole(target, postMortem);
  output.reserveResult();
  output.result(postMortem);
}

function linesOf(result: IncidentTestResult, isDry: boolean): string[] {
  const { guard, written, proposed, missing, shares } = result;
  return [
    `${headings[result.outcome]}: ${result.class}, ${result.service}, incident ${result.id}`,
    ...(guard === null ? [] : [`Guard: ${guard.file} (${guard.kind}). ${guard.why}`]),
    ...(guard?.assumed ?? []).map((one) => `  assumed: ${one}`),
    ...missing.map((one) => `  not known: ${one}`),
    ...shares.map((id) => `  stands for incident ${id}, too`),
    ...written.map((path) => `${isDry ? 'Would be written' : 'Written'}: ${path}`),
    ...proposed.flatMap(({ path, diff }) => [`Proposed for ${path}:`, ...diff.split('\n').map((line) => `  ${line}`)]),
    ...(result.outcome === 'no-guard' ? [] : [`Next: tollgate incident prove ${result.id} --bad … --good …`]),
  ];
}
