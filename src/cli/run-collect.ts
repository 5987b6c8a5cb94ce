import { collect, parseEnvironment } from '../commands/collect.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { parseParts } from '../commands/parts.ts';
import { redactSecrets } from '../config/redact.ts';
import type { Profile } from '../model/profile.ts';
import { isUnreachable } from '../model/reason-codes.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';

async function writeProfile(text: string, inputs: Inputs, output: Output): Promise<void> {
  // Whoever only sends it need not see it.
  const file = inputs.text('out') ?? (inputs.text('push') === undefined ? '-' : undefined);
  if (file === undefined) return;
  if (file === '-') output.result(text);
  else await writeFileWhole(file, text);
}

/** Says how each section went; a profile none of whose sections is there is no success. */
function exitCodeOf(profile: Profile, output: Output): number {
  const sections = Object.entries(profile.sections);
  for (const [dimension, section] of sections)
    output.note(
      `${dimension}: ${section.status}${section.message === null ? '' : ` (${section.reason}: ${section.message})`}`,
    );
  const reasons = sections.flatMap(([, section]) =>
    section.status === 'unavailable' && section.reason !== null ? [section.reason] : [],
  );
  if (reasons.some(isUnreachable)) return exitCodes.unreachable;
  return reasons.length === sections.length ? exitCodes.inconclusive : exitCodes.done;
}

async function push(
  body: string,
  environment: string,
  { inputs, output }: { inputs: Inputs; output: Output },
): Promise<void> {
  const url = inputs.text('push');
  if (url === undefined) return;
  const { sendProfile } = await import('../commands/send-profile.ts');
  const [repository, keyFile] = [inputs.text('repository'), inputs.text('sign-key')];
  const id = await sendProfile({
    body,
    environment,
    url,
    repository,
    keyFile,
    surroundings: process.env,
    now: new Date(),
  });
  output.note(`Profile ${id} sent to ${new URL(url).host}`);
}

/** `tollgate collect` */
export async function runCollect(inputs: Inputs, output: Output): Promise<number> {
  const dryRun = inputs.flag('dry-run');
  const side = parseEnvironment(inputs.arguments[0] ?? '');
  const { profile, secrets } = await collect({
    ...requestOf(inputs),
    side,
    dryRun,
    only: parseParts(inputs.text('only')),
    progress: (message) => output.note(message),
  });
  output.hide(secrets);
  if (dryRun) {
    for (const [key, query] of Object.entries(profile.queries)) output.result(`# ${key}\n${query}\n`);
    return exitCodes.done;
  }
  const catalogue = profile.catalogues?.data;
  if (inputs.flag('explain-collection') && catalogue !== undefined) {
    const { explainCollection } = await import('../report/terminal/explain-collection.ts');
    output.result(`${explainCollection(catalogue)}\n`);
    return exitCodes.done;
  }
  const text = redactSecrets(`${JSON.stringify(profile, null, 1)}\n`, secrets);
  await writeProfile(text, inputs, output);
  await push(text, profile.environment, { inputs, output });
  return exitCodeOf(profile, output);
}
