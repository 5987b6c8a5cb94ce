import { queryDiff } from '../commands/query/query-diff.ts';
import { parseQuestion } from '../commands/sides.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { concludeVerdict } from './print-verdict.ts';

/** `tollgate query diff` */
export async function runQueryDiff(inputs: Inputs, output: Output): Promise<number> {
  const [base = '', head = ''] = inputs.arguments;
  const compared = await queryDiff({
    ...requestOf(inputs),
    base,
    head,
    again: inputs.text('again'),
    profile: inputs.text('profile'),
    settings: { base: inputs.text('base-settings'), head: inputs.text('head-settings') },
    question: parseQuestion(inputs.text('question') ?? 'release'),
    writesBaseline: false,
  });
  return concludeVerdict(compared, inputs, output);
}
