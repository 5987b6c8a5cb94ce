import { type Diagnosis, doctor } from '../commands/doctor.ts';
import { redactSecrets } from '../config/redact.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';

const marks = { measurable: '[ok]', 'partly measurable': '[partly]', 'not measurable': '[no]' } as const;

function line({ dimension, state, source, reason, message, todo }: Diagnosis): string {
  const why = reason === null ? '' : ` (${reason})`;
  return `  ${marks[state].padEnd(8)} ${dimension.padEnd(10)} ${source}: ${inertTerminal(message)}${why}${todo === '' ? '' : `\n           ${todo}`}`;
}

/** `tollgate doctor` */
export async function runDoctor(inputs: Inputs, output: Output): Promise<number> {
  const { diagnoses, grant, exitCode, secrets } = await doctor({
    ...requestOf(inputs),
    progress: (message) => output.note(message),
  });
  output.hide(secrets);
  const target = inputs.text('json');
  if (target === '-') output.reserveResult();
  for (const [environment, own] of Map.groupBy(diagnoses, (diagnosis) => diagnosis.environment)) {
    output.say([environment, ...own.map(line)].join('\n'));
  }
  if (grant !== null) {
    output.say(
      `The owner of the tables, or a superuser, may create this function and GRANT EXECUTE on it to the role of Tollgate:\n\n${grant}\n`,
    );
  }
  const text = `${JSON.stringify({ schema: 'tollgate.doctor/1', diagnoses }, null, 2)}\n`;
  if (target === '-') output.result(text);
  else if (target !== undefined) await writeFileWhole(target, redactSecrets(text, secrets));
  return exitCode;
}
