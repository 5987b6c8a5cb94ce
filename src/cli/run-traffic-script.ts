import { exitCodes } from '../commands/exit-code.ts';
import { trafficScript } from '../commands/traffic-script.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { scriptSettingsOf } from './script-settings.ts';

/** `tollgate traffic script` */
export async function runTrafficScript(inputs: Inputs, output: Output): Promise<number> {
  const { files, removed, limits, missing, without } = await trafficScript({
    model: inputs.arguments[0] ?? '',
    folder: inputs.text('out') ?? '',
    pools: inputs.text('pools'),
    settings: await scriptSettingsOf(inputs),
  });
  const lines = [
    ...files.map((file) => `Written: ${file}`),
    ...removed.map((file) => `Removed: ${file}`),
    ...without.map((line) => `Not written: ${line}`),
    '',
    'What this load shows, and what not:',
    ...limits.map((line) => `  - ${line}`),
    ...(missing.length === 0
      ? []
      : [
          '',
          'Before it runs, fill pools.json with values that exist in staging:',
          ...missing.map((line) => `  - ${line}`),
        ]),
  ];
  output.say(lines.map(inertTerminal).join('\n'));
  return exitCodes.done;
}
