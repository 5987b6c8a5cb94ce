import { expect, it } from 'vitest';
import { processOutput } from '../../src/cli/output.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { schemas } from '../../src/commands/schema.ts';

it('the help of schema names every format', () => {
  const schema = buildProgram(processOutput(), () => {}).commands.find((command) => command.name() === 'schema');
  const named = schema?.registeredArguments[0]?.description.split(/, | or /);
  expect(named).toEqual([...schemas.keys()]);
});
