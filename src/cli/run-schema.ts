import { exitCodes } from '../commands/exit-code.ts';
import { schema } from '../commands/schema.ts';
import type { Inputs } from './inputs.ts';
import type { Output } from './output.ts';

/** `tollgate schema` */
export async function runSchema(inputs: Inputs, output: Output): Promise<number> {
  output.result(JSON.stringify(schema(inputs.arguments[0] ?? 'config'), null, 2));
  return exitCodes.done;
}
