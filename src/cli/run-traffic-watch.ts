import { everyOption } from '../commands/every-option.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { trafficWatch } from '../commands/traffic-watch.ts';
import { parsePercentage } from '../config/percentage.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { trafficChangesText } from '../report/terminal/traffic-changes-text.ts';
import type { Inputs } from './inputs.ts';
import { configuredTraffic, logsOf, withRoutes } from './log-inputs.ts';
import type { Output } from './output.ts';
import { parsed, scriptSettingsOf, withTraffic } from './script-settings.ts';

/** `tollgate traffic watch`: exit code 1 says that files were written, which a workflow makes a pull request of. */
export async function runTrafficWatch(inputs: Inputs, output: Output): Promise<number> {
  const { traffic, logs, settings, tolerance } = await everyOption({
    traffic: () => configuredTraffic(inputs),
    logs: () => logsOf(inputs, (message) => output.note(message)),
    tolerance: () => parsed('tolerance', inputs.text('tolerance') ?? '25%', parsePercentage),
    settings: () => scriptSettingsOf(inputs),
  });
  const watched = await trafficWatch({
    ...(await withRoutes(logs, traffic)),
    folder: inputs.text('out') ?? '',
    tolerance,
    settings: withTraffic(settings, traffic),
    mustWrite: settings.writes,
  });
  // What is wrong with the logs stands beside what they say: a file that breaks off makes routes look gone.
  const notes = watched.model.remarks.map((remark) => inertTerminal(`Note: ${remark}`));
  const say = (...lines: readonly string[]) => output.say([...lines, ...notes].join('\n'));
  switch (watched.kind) {
    case 'nothing-read':
      say('The logs hold no request of that time; nothing is written.');
      return exitCodes.inconclusive;
    case 'unchanged':
      say('The traffic is as the committed scripts have it; nothing is written.');
      return exitCodes.done;
    default:
      say(
        watched.kind === 'first'
          ? 'There is no committed model yet.'
          : trafficChangesText(watched.changes, watched.settings),
        ...watched.files.map((file) => inertTerminal(`Written: ${file}`)),
        ...watched.removed.map((file) => inertTerminal(`Removed: ${file}`)),
      );
      return exitCodes.fail;
  }
}
