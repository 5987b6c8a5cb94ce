import { runIncidents } from '../commands/incident/run.ts';
import { parseDuration } from '../model/duration.ts';
import { UsageError } from '../model/usage-error.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { concludeVerdict } from './print-verdict.ts';

function longestOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  try {
    return parseDuration(text);
  } catch (cause) {
    throw new UsageError('invalid-option', `--longest: ${(cause as Error).message}`, { cause });
  }
}

/** `tollgate incident run` */
export async function runIncidentRun(inputs: Inputs, output: Output): Promise<number> {
  const authorization = process.env['AUTHORIZATION'];
  if (authorization !== undefined && authorization !== '') output.hide([authorization]);
  const ran = await runIncidents({
    ...requestOf(inputs),
    ids: inputs.arguments,
    folder: inputs.text('folder'),
    places: {
      target: inputs.text('target'),
      prometheus: inputs.text('prometheus'),
      resolver: inputs.text('resolver'),
      variables: inputs.text('variables'),
      reference: inputs.text('reference'),
      permissions: inputs.text('permissions'),
      plans: inputs.text('plans'),
    },
    k6: inputs.text('k6'),
    longest: longestOf(inputs.text('longest')),
    progress: (message) => output.note(inertTerminal(message)),
  });
  return concludeVerdict(ran, inputs, output);
}
