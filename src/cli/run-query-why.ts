import { exitCodes } from '../commands/exit-code.ts';
import { queryWhy } from '../commands/query/shadow/query-why.ts';
import { plainText } from '../report/escape/plain-text.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { neededOption, shadowInputs } from './shadow-inputs.ts';
import { writeResult } from './write-result.ts';

const longest = 2000;

/** `tollgate query why` */
export async function runQueryWhy(inputs: Inputs, output: Output): Promise<number> {
  const said = await queryWhy({
    ...shadowInputs(inputs, output),
    profile: neededOption(
      inputs,
      'profile',
      'production’s profile, as `tollgate collect production --only data` writes it',
    ),
    schema: neededOption(inputs, 'schema', 'the file or folder of the schema, as `pg_dump --schema-only` prints it'),
    staging: inputs.text('staging'),
    queries: inputs.arguments,
  });
  if (!said.ok) {
    output.say(`Inconclusive: ${said.message}`);
    return exitCodes.inconclusive;
  }
  await writeResult({ queries: said.answers }, inputs, output);
  for (const answer of said.answers) {
    const words = answer.ok ? answer.words : `unmeasured: ${answer.message}`;
    output.say(plainText(`${answer.query}: ${words}`, longest));
  }
  return said.answers.every(({ ok }) => ok) ? exitCodes.done : exitCodes.inconclusive;
}
