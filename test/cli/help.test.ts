import { describe, expect, it } from 'vitest';
import { processOutput } from '../../src/cli/output.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { callable } from '../../src/cli/registrar.ts';

const program = buildProgram(processOutput(), () => {});
const commands = callable(program).map(({ words, command }) => ({ words, command }));

describe('help', () => {
  it.each([{ words: 'tollgate', command: program }, ...commands])(
    '$words fits a terminal of 80 columns',
    ({ command }) => {
      const lines = command
        .configureOutput({ getOutHelpWidth: () => 80 })
        .helpInformation()
        .split('\n');
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('says which options cannot be left out', () => {
    const mandatory = commands.filter(({ command }) => command.options.some((option) => option.mandatory));
    expect(mandatory.length).toBeGreaterThan(0);
    for (const { words, command } of mandatory) expect(command.helpInformation(), words).toContain('(required)');
  });
});
