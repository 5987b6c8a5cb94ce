import { trafficCompare } from '../commands/traffic-compare.ts';
import { redactSecrets } from '../config/redact.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { parseInstant } from './parse-instant.ts';
import { concludeVerdict } from './print-verdict.ts';

/** `tollgate traffic compare` */
export async function runTrafficCompare(inputs: Inputs, output: Output): Promise<number> {
  const [reference = '', candidate = ''] = inputs.arguments;
  const at = inputs.text('at');
  const compared = await trafficCompare({
    ...requestOf(inputs),
    now: at === undefined ? new Date() : parseInstant('--at', at),
    reference,
    candidate,
  });
  const folder = inputs.text('evidence');
  if (folder !== undefined) {
    for (const profile of [compared.reference, compared.candidate]) {
      const text = redactSecrets(`${JSON.stringify(profile, null, 1)}\n`, compared.secrets);
      await writeFileWhole(`${folder}/${profile.environment}.profile.json`, text);
    }
  }
  return concludeVerdict(compared, inputs, output);
}
