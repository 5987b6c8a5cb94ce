import { everyOption } from '../commands/every-option.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { trafficModel } from '../commands/traffic-model.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { trafficText } from '../report/terminal/traffic-text.ts';
import type { Inputs } from './inputs.ts';
import { configuredTraffic, logsOf, withRoutes } from './log-inputs.ts';
import type { Output } from './output.ts';

/** `tollgate traffic model` */
export async function runTrafficModel(inputs: Inputs, output: Output): Promise<number> {
  const file = inputs.text('out') ?? '-';
  if (file === '-') output.reserveResult();
  const { traffic, logs } = await everyOption({
    traffic: () => configuredTraffic(inputs),
    logs: () => logsOf(inputs, (message) => output.note(message)),
  });
  const model = await trafficModel({ ...(await withRoutes(logs, traffic)), out: file === '-' ? null : file });
  const text = `${JSON.stringify(model, null, 1)}\n`;
  if (file === '-') output.result(text);
  else await writeFileWhole(file, text);
  output.say(trafficText(model));
  return model.total.count > 0 ? exitCodes.done : exitCodes.inconclusive;
}
