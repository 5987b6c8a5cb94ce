import { describe, expect, it } from 'vitest';
import { processOutput } from '../../src/cli/output.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { callable } from '../../src/cli/registrar.ts';
import { typedCommands, untypable } from './typed-commands.ts';

const program = buildProgram(processOutput(), () => {});
const commands = callable(program).map(({ words, command }) => ({ words, command }));
type Described = (typeof commands)[number]['command'];

/** All that `--help` prints on a terminal of 80 columns, with what stands below the options. */
function helpOf(command: Described): string {
  let text = '';
  command.configureOutput({ getOutHelpWidth: () => 80, writeOut: (part) => (text += part) }).outputHelp();
  return text;
}

describe('help', () => {
  it.each([{ words: 'tollgate', command: program }, ...commands])(
    '$words fits a terminal of 80 columns',
    ({ command }) => {
      const lines = helpOf(command).split('\n');
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('begins with what somebody new types', () => {
    const headings = helpOf(program).match(/^\S.*:$/gm);
    expect(headings).toEqual([
      'Options:',
      'First steps:',
      'Staging against production:',
      'Releases:',
      'After an incident:',
      'Help:',
    ]);
  });

  it('says which options cannot be left out', () => {
    const mandatory = commands.filter(({ command }) => command.options.some((option) => option.mandatory));
    expect(mandatory.length).toBeGreaterThan(0);
    for (const { words, command } of mandatory) expect(command.helpInformation(), words).toContain('(required)');
  });

  it.each(commands)('of $words ends with an example of it that can be typed', ({ words, command }) => {
    const [, examples = ''] = helpOf(command).split('For example:\n');
    const typed = typedCommands(examples);
    expect(typed).not.toEqual([]);
    expect(typed.filter((one) => !one.startsWith(words))).toEqual([]);
    expect(typed.flatMap(untypable)).toEqual([]);
  });
});
