import { everyOption } from '../commands/every-option.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { trafficScript } from '../commands/traffic-script.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import type { Inputs } from './inputs.ts';
import { configuredTraffic } from './log-inputs.ts';
import type { Output } from './output.ts';
import { scriptSettingsOf, withTraffic } from './script-settings.ts';

/** `tollgate traffic script` */
export async function runTrafficScript(inputs: Inputs, output: Output): Promise<number> {
  const { traffic, settings } = await everyOption({
    traffic: () => configuredTraffic(inputs),
    settings: () => scriptSettingsOf(inputs),
  });
  const { files, removed, limits, missing, without } = await trafficScript({
    model: inputs.arguments[0] ?? '',
    folder: inputs.text('out') ?? '',
    pools: inputs.text('pools'),
    settings: withTraffic(settings, traffic),
    mustWrite: settings.writes,
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
