import { exitCodes } from '../commands/exit-code.ts';
import { type Explained, shadowExplain } from '../commands/query/shadow/shadow-explain.ts';
import { plainText, visible } from '../report/escape/plain-text.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { neededOption, shadowInputs } from './shadow-inputs.ts';
import { writeResult } from './write-result.ts';

function wordsOf(explained: Explained): string {
  const name = plainText(explained.query.name);
  if (!explained.ok) return `${name}\n  not planned: ${plainText(explained.message)}`;
  const { vouched, text } = explained;
  const verdict = vouched.ok
    ? 'as production would plan it'
    : `unmeasured (${vouched.reason}): ${plainText(vouched.message)}`;
  const lines = text.split('\n').map((line) => `  ${visible(line)}`);
  return [`${name}: ${verdict}`, ...lines].join('\n');
}

/** `tollgate query shadow explain` */
export async function runShadowExplain(inputs: Inputs, output: Output): Promise<number> {
  const said = await shadowExplain({
    ...shadowInputs(inputs, output),
    profile: neededOption(
      inputs,
      'profile',
      'production’s profile, as `tollgate collect production --only data` writes it',
    ),
    schema: neededOption(inputs, 'schema', 'the file or folder of the schema, as `pg_dump --schema-only` prints it'),
    queries: inputs.arguments,
  });
  if (!said.ok) {
    output.say(`Inconclusive: ${said.message}`);
    return exitCodes.inconclusive;
  }
  await writeResult(
    { queries: said.queries, missingIndexes: said.missingIndexes, notReproduced: said.limits },
    inputs,
    output,
  );
  for (const one of said.queries) output.say(`${wordsOf(one)}\n`);
  for (const name of said.missingIndexes) output.note(plainText(`Production lacks the index ${name} of the schema.`));
  for (const limit of said.limits) output.note(plainText(`Not reproduced: ${limit}.`));
  const vouched = said.queries.filter((one) => one.ok && one.vouched.ok).length;
  output.note(`${vouched} of ${said.queries.length} queries are planned as production would.`);
  return vouched === said.queries.length ? exitCodes.done : exitCodes.inconclusive;
}
