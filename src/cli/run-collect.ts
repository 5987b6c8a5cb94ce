import { collect, parseEnvironment } from '../commands/collect.ts';
import { exitCodes } from '../commands/exit-code.ts';
import { parseParts } from '../commands/parts.ts';
import { redactSecrets } from '../config/redact.ts';
import { isUnreachable } from '../model/reason-codes.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';

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
  const text = `${JSON.stringify(profile, null, 1)}\n`;
  const file = inputs.text('out') ?? '-';
  if (file === '-') output.result(text);
  else await writeFileWhole(file, redactSecrets(text, secrets));
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
