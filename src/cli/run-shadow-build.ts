import { once } from 'node:events';
import { exitCodes } from '../commands/exit-code.ts';
import { type BuiltShadow, productionDatabase, shadowBuild } from '../commands/query/shadow/shadow-build.ts';
import type { Shadow } from '../plan-shadow/shadow/shadow.ts';
import { plainText } from '../report/escape/plain-text.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';
import { neededOption, shadowInputs } from './shadow-inputs.ts';
import { writeResult } from './write-result.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

function wordsOf(built: BuiltShadow): string {
  const { tables, indexes, seemingBytes, relationBytes, serverBytes } = built;
  return [
    `A shadow of production with PostgreSQL ${built.version}: ${tables} tables and ${indexes} indexes that seem to take ${megabytes(seemingBytes)}, built in ${built.seconds.toFixed(1)} s.`,
    `On disk they take ${megabytes(relationBytes)}, the server with its catalogues ${megabytes(serverBytes)}.`,
    ...built.missingIndexes.map((name) => `Production lacks the index ${name} of the schema; it is not in the shadow.`),
    ...built.limits.map((limit) => `Not reproduced: ${limit}.`),
  ]
    .map((line) => plainText(line, 2000))
    .join('\n');
}

/** Lets a person ask the shadow, until Ctrl-C. */
async function hold({ server, planner }: Shadow, output: Output): Promise<void> {
  output.note(
    `Plan in it with: PGPASSWORD=${planner.password} psql -h ${server.socket} -U ${planner.name} ${productionDatabase}\nCtrl-C ends it and removes everything.`,
  );
  const idle = setInterval(() => {}, 1 << 30);
  await once(process, 'SIGINT');
  clearInterval(idle);
}

/** `tollgate query shadow build` */
export async function runShadowBuild(inputs: Inputs, output: Output): Promise<number> {
  const [profile = ''] = inputs.arguments;
  const said = await shadowBuild({
    ...shadowInputs(inputs, output),
    profile,
    schema: neededOption(inputs, 'schema', 'the file or folder of the schema, as `pg_dump --schema-only` prints it'),
    meanwhile: async (shadow, built) => {
      await writeResult(built, inputs, output);
      output.say(wordsOf(built));
      if (inputs.flag('hold')) await hold(shadow, output);
    },
  });
  if (said.ok) return exitCodes.done;
  output.say(`Inconclusive: ${said.message}`);
  return exitCodes.inconclusive;
}
