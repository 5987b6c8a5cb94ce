import { exitCodes } from '../commands/exit-code.ts';
import { readIncident } from '../commands/incident/read-incident.ts';
import { catalogue } from '../incidents/catalogue/catalogue.ts';
import { type Classification, classify } from '../incidents/classify/classify.ts';
import { formatValue } from '../model/format-value.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { writeResult } from './write-result.ts';

/** `tollgate incident classify` */
export async function runIncidentClassify(inputs: Inputs, output: Output): Promise<number> {
  const said = classify(await readIncident(inputs.arguments[0] ?? '-'));
  await writeResult(said, inputs, output);
  output.say(linesOf(said).map(inertTerminal).join('\n'));
  return exitCodes.done;
}

function linesOf(said: Classification): string[] {
  const entry = said.class === 'unknown' ? undefined : catalogue.get(said.class);
  return [
    said.class === 'unknown'
      ? `unknown: ${said.why}; say it with a label or front matter “root-cause: …”, or with --class of incident test`
      : `${said.class}, confidence ${formatValue(said.confidence, 'share')}: ${said.why}`,
    ...(entry === undefined ? [] : [`  ${entry.about}`]),
    ...said.evidence.map((sentence) => `  “${sentence}”`),
    ...said.runnersUp.map((one) => `  or ${one.class}, ${formatValue(one.confidence, 'share')}`),
  ];
}
