import { join } from 'node:path';
import { exitCodes } from '../commands/exit-code.ts';
import { parseParts } from '../commands/parts.ts';
import { parseQuestion } from '../commands/sides.ts';
import { type Validated, validate } from '../commands/validate.ts';
import { redactSecrets } from '../config/redact.ts';
import { parseDigest } from '../model/image-digest.ts';
import type { Profile } from '../model/profile.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { concludeVerdict } from './print-verdict.ts';
import { refuseTargets } from './refuse-targets.ts';

function printQueries({ reference, candidate }: Validated, output: Output): void {
  for (const profile of [reference, candidate]) {
    for (const [key, query] of Object.entries(profile.queries)) output.result(`# ${key}\n${query}\n`);
  }
}

async function keepEvidence(folder: string, { reference, candidate, secrets }: Validated): Promise<void> {
  const keep = (profile: Profile) =>
    writeFileWhole(
      join(folder, `${profile.environment}.profile.json`),
      redactSecrets(`${JSON.stringify(profile, null, 1)}\n`, secrets),
    );
  await Promise.all([keep(reference), keep(candidate)]);
}

/** `tollgate validate` */
export async function runValidate(inputs: Inputs, output: Output): Promise<number> {
  const [sha, digest] = [inputs.text('sha') ?? null, parseDigest(inputs.text('digest'), '--digest')];
  const dryRun = inputs.flag('dry-run');
  if (!dryRun) await refuseTargets(inputs);
  const validated = await validate({
    ...requestOf(inputs),
    question: parseQuestion(inputs.text('question') ?? 'fidelity'),
    release: sha === null && digest === null ? null : { sha, digest, ref: null, runId: null },
    dryRun,
    only: parseParts(inputs.text('only')),
    writesBaseline: inputs.flag('write-baseline'),
    guards: true,
    progress: (message) => output.note(message),
  });
  output.hide(validated.secrets);
  if (dryRun) {
    printQueries(validated, output);
    return exitCodes.done;
  }
  const folder = inputs.text('evidence');
  if (folder !== undefined) await keepEvidence(folder, validated);
  return concludeVerdict(validated, inputs, output);
}
