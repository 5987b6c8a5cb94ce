import { proofExitCode, proveIncident } from '../commands/incident/prove.ts';
import { scriptEnvironment } from '../commands/script-environment.ts';
import { looksSecretName } from '../config/secret-places.ts';
import { usualFolder } from '../incidents/index/usual-folder.ts';
import type { ProofResult } from '../model/proof-result.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { inertTerminal } from '../report/escape/terminal.ts';
import { configuredIncidents } from './incident-place.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

const headings = {
  proven: 'Proven',
  refuted: 'Not proven',
  inconclusive: 'Not proven',
  unreachable: 'Not proven',
} as const;

function linesOf({ result, message, bad, good, guard, recorded }: ProofResult): string[] {
  return [
    `${headings[result]}: ${message}`,
    `Guard: ${guard}`,
    ...(
      [
        ['bad', bad],
        ['good', good],
      ] as const
    ).map(([name, one]) => `  ${name.padEnd(4)}  ${one.outcome}: ${one.why} (${one.target})`),
    recorded ? 'The index says so now.' : 'The index is as it was.',
  ];
}

/** What k6 is given and no line may show. */
function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value !== '' && (looksSecretName(name) || name === 'AUTHORIZATION') ? [value] : [],
  );
}

function required(inputs: Inputs, name: 'bad' | 'good'): string {
  const value = inputs.text(name);
  if (value !== undefined && value !== '') return value;
  throw new UsageError(
    'invalid-option',
    `--${name} is missing: an address or a file of evidence ${name === 'bad' ? 'with' : 'without'} the fault`,
  );
}

/** What guards ask for; nothing else of the environment is theirs. */
const forScripts = ['STAGING_HOST', 'AUTHORIZATION', 'DURATION', 'DEPENDENCY'];
const namesOfK6 = (environment: object) => Object.keys(environment).filter((name) => name.startsWith('K6_'));

/** `tollgate incident prove` */
export async function runIncidentProve(inputs: Inputs, output: Output): Promise<number> {
  output.hide(secretsIn(process.env));
  const target = inputs.text('json');
  if (target === '-') output.reserveResult();
  const result = await proveIncident({
    id: inputs.arguments[0] ?? '',
    folder: inputs.text('folder') ?? (await configuredIncidents(inputs))?.folder ?? usualFolder,
    bad: required(inputs, 'bad'),
    good: required(inputs, 'good'),
    reference: inputs.text('reference'),
    prometheus: inputs.text('prometheus'),
    k6: inputs.text('k6'),
    environment: scriptEnvironment(process.env, [...forScripts, ...namesOfK6(process.env)]),
    progress: (message) => output.note(inertTerminal(message)),
    now: new Date(),
  });
  output.say(linesOf(result).map(inertTerminal).join('\n'));
  const text = `${JSON.stringify(result, null, 2)}\n`;
  if (target === '-') output.result(text);
  else if (target !== undefined) await writeFileWhole(target, text);
  return proofExitCode(result);
}
