import { exitCodes } from '../commands/exit-code.ts';
import { trafficModel } from '../commands/traffic-model.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { trafficText } from '../report/terminal/traffic-text.ts';
import { readLogFormat } from '../sources/access-log/read-log-format.ts';
import { readRoutes } from '../sources/access-log/read-routes.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

function workersOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new UsageError('invalid-option', `--workers: wanted a number of threads from 1 to 99, not "${text}"`);
}

/** `tollgate traffic model` */
export async function runTrafficModel(inputs: Inputs, output: Output): Promise<number> {
  const file = inputs.text('out') ?? '-';
  if (file === '-') output.reserveResult();
  const model = await trafficModel({
    logs: inputs.arguments,
    routes: await readRoutes(inputs.list('route'), inputs.text('openapi')),
    format: readLogFormat(inputs.text('log-format')),
    workers: workersOf(inputs.text('workers')),
    progress: (message) => output.note(message),
  });
  const text = `${JSON.stringify(model, null, 1)}\n`;
  if (file === '-') output.result(text);
  else await writeFileWhole(file, text);
  output.say(trafficText(model));
  return model.total.count > 0 ? exitCodes.done : exitCodes.inconclusive;
}
