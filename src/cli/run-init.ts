import { access } from 'node:fs/promises';
import { exitCodes } from '../commands/exit-code.ts';
import { init } from '../commands/init.ts';
import { redactSecrets } from '../config/redact.ts';
import { UsageError } from '../model/usage-error.ts';
import { writeFileWhole } from '../notify/write-file-whole.ts';
import { type Inputs, requestOf } from './inputs.ts';
import type { Output } from './output.ts';

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** `tollgate init` */
export async function runInit(inputs: Inputs, output: Output): Promise<number> {
  const file = inputs.text('out') ?? '-';
  if (file !== '-' && !inputs.flag('force') && (await exists(file))) {
    throw new UsageError(
      'invalid-option',
      `${file} exists; give --force to overwrite it, or --out FILE for another place (- prints it)`,
    );
  }
  const { text, secrets } = await init({
    ...requestOf(inputs),
    service: undefined,
    name: inputs.text('service') ?? 'my-service',
    progress: output.note,
  });
  output.hide(secrets);
  if (file === '-') {
    output.result(text);
  } else {
    await writeFileWhole(file, redactSecrets(text, secrets));
    output.say(`Written: ${file}. Next: tollgate doctor, then tollgate validate.`);
  }
  return exitCodes.done;
}
