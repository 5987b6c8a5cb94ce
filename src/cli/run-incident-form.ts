import { access } from 'node:fs/promises';
import { exitCodes } from '../commands/exit-code.ts';
import { issueForm } from '../incidents/issue-form.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

const isThere = async (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** `tollgate incident form` */
export async function runIncidentForm(inputs: Inputs, output: Output): Promise<number> {
  const [file, text] = [inputs.text('out') ?? '-', issueForm(inputs.text('label') ?? 'incident')];
  if (file === '-') {
    output.result(text);
    return exitCodes.done;
  }
  if (!inputs.flag('force') && (await isThere(file)))
    throw new UsageError('invalid-option', `${file} is there already; --force overwrites it`);
  await writeFileWhole(file, text);
  output.say(`Written: ${file}`);
  return exitCodes.done;
}
