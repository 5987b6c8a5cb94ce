import { compare } from '../commands/compare.ts';
import { parseParts } from '../commands/parts.ts';
import { parseQuestion } from '../commands/sides.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { parseInstant } from './parse-instant.ts';
import { concludeVerdict } from './print-verdict.ts';

/** `tollgate compare` */
export async function runCompare(inputs: Inputs, output: Output): Promise<number> {
  const at = inputs.text('at');
  const [reference = '', candidate = ''] = inputs.arguments;
  const compared = await compare({
    ...requestOf(inputs),
    now: at === undefined ? new Date() : parseInstant('--at', at),
    reference,
    candidate,
    only: parseParts(inputs.text('only')),
    question: parseQuestion(inputs.text('question') ?? 'fidelity'),
    writesBaseline: inputs.flag('write-baseline'),
  });
  return concludeVerdict(compared, inputs, output);
}
