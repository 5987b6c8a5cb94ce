import { randomUUID } from 'node:crypto';
import { openCanaryRecords } from '../canary-records/open-canary-records.ts';
import { type RecordedCanary, recordCanary } from '../canary-records/record-canary.ts';
import { toCanaryOptions } from '../commands/canary/run/canary-options.ts';
import {
  type CanaryRan,
  type CanaryRunRequest,
  type CanaryTime,
  canaryQueries,
  canaryRun,
} from '../commands/canary/run/canary-run.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { refsPort } from '../github/refs-port.ts';
import { parseDigest } from '../model/image-digest.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { refuseClashes, takesOutput } from '../notify/write-reports.ts';
import { gitHubAccess } from './github-client.ts';
import { type Inputs, requestOf, targetsOf } from './inputs.ts';
import type { Output } from './output.ts';
import { parseInstant } from './parse-instant.ts';
import { concludeVerdict } from './print-verdict.ts';
import { systemClock } from './system-clock.ts';

function timeOf(inputs: Inputs): CanaryTime {
  const instant = (name: 'from' | 'to') => {
    const text = inputs.text(name);
    return text === undefined ? null : parseInstant(`--${name}`, text);
  };
  const [from, to, watches] = [instant('from'), instant('to'), inputs.flag('watch')];
  if (watches && to === null) return { kind: 'watch', from };
  if (!watches && from !== null && to !== null) return { kind: 'past', from, to };
  throw new UsageError(
    'invalid-option',
    'wanted either --watch (from now on; --from INSTANT: from then on), or --from INSTANT --to INSTANT for a past window',
  );
}

/** How the command goes on from its evidence, for a person. */
function afterwards({ ended }: CanaryRan, file: string): string {
  const again = `tollgate canary judge ${file}${ended === 'decided' ? '' : ' --partial'}`;
  const why = { decided: '', interrupted: 'Interrupted. ', unreachable: 'The metrics server gave no answer. ' }[ended];
  return `${why}Evidence: ${file} (judge it again: ${again})`;
}

/** Ends watching at the first signal; a second one ends the process as usual. */
function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, abort);
  return { signal: controller.signal, release: () => signals.forEach((signal) => process.off(signal, abort)) };
}

async function showQueries(request: CanaryRunRequest, output: Output): Promise<number> {
  for (const [key, query] of Object.entries(await canaryQueries(request))) output.result(`# ${key}\n${query}\n`);
  return exitCodes.done;
}

/** Keeps on GitHub that the canary runs. */
async function beginRecord(
  inputs: Inputs,
  {
    environment,
    sha,
    service,
  }: { readonly environment: string; readonly sha: string | null; readonly service: string },
): Promise<RecordedCanary> {
  const given = { token: inputs.text('token'), repository: inputs.text('repository') };
  const repository = await gitHubAccess(given, process.env);
  const records = openCanaryRecords(refsPort(repository), { environment, service }, new Date());
  return recordCanary(records, { run: randomUUID(), sha });
}

/** `tollgate canary run` */
export async function runCanaryRun(inputs: Inputs, output: Output): Promise<number> {
  const { signal, release } = interruption();
  const file = inputs.text('evidence') ?? '';
  const [sha, digest] = [inputs.text('sha') ?? null, parseDigest(inputs.text('digest'), '--digest')];
  const common = requestOf(inputs);
  const targets = targetsOf(inputs);
  refuseClashes(targets, { '--evidence': file });
  if (takesOutput(targets)) output.reserveResult();
  const environment = inputs.text('environment');
  const request: CanaryRunRequest = {
    ...common,
    options: [...common.options, ...toCanaryOptions((name) => inputs.text(name))],
    time: timeOf(inputs),
    release: sha === null && digest === null ? null : { sha, digest, ref: null, runId: null },
    withTrace: inputs.flag('trace') || inputs.text('html') !== undefined,
    clock: systemClock,
    interrupted: signal,
    record: environment === undefined ? null : (service) => beginRecord(inputs, { environment, sha, service }),
    progress: (message) => output.note(message),
    keep: (evidence) => writeFileWhole(file, `${JSON.stringify(evidence)}\n`),
  };
  try {
    if (inputs.flag('dry-run')) return await showQueries(request, output);
    const ran = await canaryRun(request);
    const exitCode = await concludeVerdict(ran, inputs, output);
    output.say(afterwards(ran, file));
    return exitCode;
  } finally {
    release();
  }
}
