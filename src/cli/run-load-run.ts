import { loadExitCode, loadRun } from '../commands/load-run.ts';
import { looksSecretName } from '../config/secret-places.ts';
import { formatValue } from '../model/format-value.ts';
import type { LoadResult } from '../model/load-result.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

const headings = {
  kept: 'Measured, and every threshold was kept',
  crossed: 'Measured, and thresholds were crossed',
  'not-measured': 'Not measured',
} as const;

function linesOf(result: LoadResult): string[] {
  const { window, reached } = result;
  return [
    `${headings[result.outcome]}: ${result.message}`,
    ...(window === null ? [] : [`Window: ${window.from}/${window.to}`]),
    ...(reached === null || reached === 1 ? [] : [`Offered rate reached: ${formatValue(reached, 'share')}`]),
    ...result.crossed.map(({ metric, threshold }) => `  crossed: ${metric}: ${threshold}`),
  ];
}

/** What k6 is given and no line may show. */
function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value !== '' && (looksSecretName(name) || name === 'AUTHORIZATION') ? [value] : [],
  );
}

/** `tollgate load run` */
export async function runLoadRun(inputs: Inputs, output: Output): Promise<number> {
  output.hide(secretsIn(process.env));
  const target = inputs.text('json');
  if (target === '-') output.reserveResult();
  const result = await loadRun({
    script: inputs.arguments[0] ?? '',
    k6: inputs.text('k6'),
    environment: process.env,
    out: target === undefined || target === '-' ? null : target,
    progress: (message) => output.note(inertTerminal(message)),
  });
  output.say(linesOf(result).map(inertTerminal).join('\n'));
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (target === '-') output.result(text);
  else if (target !== undefined) await writeFileWhole(target, text);
  return loadExitCode(result);
}
