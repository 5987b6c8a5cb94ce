import { compare } from '../commands/compare.ts';
import { parseParts } from '../commands/parts.ts';
import { parseQuestion } from '../commands/sides.ts';
import { UsageError } from '../model/usage-error.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';
import { concludeVerdict } from './print-verdict.ts';

/** The instant to judge as of. */
function parseInstant(text: string | undefined): Date {
  if (text === undefined) return new Date();
  const instant = new Date(text);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new UsageError('invalid-option', `--at: wanted an ISO instant such as 2026-11-20T06:00:00Z, not "${text}"`);
}

/** `tollgate compare` */
export async function runCompare(inputs: Inputs, output: Output): Promise<number> {
  const [reference = '', candidate = ''] = inputs.arguments;
  const compared = await compare({
    ...requestOf(inputs),
    now: parseInstant(inputs.text('at')),
    reference,
    candidate,
    only: parseParts(inputs.text('only')),
    question: parseQuestion(inputs.text('question') ?? 'fidelity'),
    writesBaseline: inputs.flag('write-baseline'),
  });
  return concludeVerdict(compared, inputs, output);
}
