import { shadowDiff } from '../commands/query/shadow/shadow-diff.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { concludeVerdict } from './print-verdict.ts';
import { neededOption, shadowInputs } from './shadow-inputs.ts';

/** `tollgate query shadow diff` */
export async function runShadowDiff(inputs: Inputs, output: Output): Promise<number> {
  const [base = '', head = ''] = inputs.arguments;
  const compared = await shadowDiff({
    ...requestOf(inputs),
    ...shadowInputs(inputs, output),
    base,
    head,
    profile: neededOption(
      inputs,
      'profile',
      'production’s profile, as `tollgate collect production --only data` writes it',
    ),
    places: {
      schema: inputs.text('schema'),
      migrations: inputs.text('migrations'),
      queries: inputs.text('queries'),
    },
  });
  return concludeVerdict(compared, inputs, output);
}
