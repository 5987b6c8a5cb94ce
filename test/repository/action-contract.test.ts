import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTableSources } from '../../.github/scripts/read-table-sources.ts';
import { inputNames } from '../../action/inputs.ts';
import { callable } from '../../src/cli/registrar.ts';
import { failOnChoices } from '../../src/commands/exit-code.ts';
import { settingOptions } from '../../src/commands/setting-options.ts';
import { defaults } from '../../src/config/defaults.ts';
import { root, sourceFiles } from '../architecture/source-files.ts';
import { firstColumn, reference } from './readme.ts';

const { action, program } = readTableSources(root);
const input = (name: string) => action.inputs[name] ?? { description: `there is no input ${name}` };
const option = (command: string, flag: string) =>
  callable(program)
    .find(({ words }) => words === command)
    ?.command.options.find((one) => one.long === flag);
const percent = (share: number | null) => `${100 * (share ?? Number.NaN)}%`;

describe('the inputs of the Action', () => {
  it('are those that the code reads, and those that the README lists', () => {
    const declared = Object.keys(action.inputs);
    expect(new Set(declared)).toEqual(new Set(inputNames));
    expect(firstColumn(reference(), 'inputs')).toEqual(declared);
  });

  it('have no default where they are settings: it would win over the configuration file', () => {
    expect(settingOptions.length).toBeGreaterThan(10);
    expect(settingOptions.filter(({ name }) => input(name).default !== undefined)).toEqual([]);
  });

  it('tell the defaults that hold', () => {
    const { fidelity, release } = defaults.rules;
    expect(input('tolerance').description).toContain(
      `(default: ${percent(fidelity.p95.relative)}; release question ${percent(release.p95.relative)})`,
    );
    expect(input('timerange').description).toContain(`(default: ${defaults.timerangeSeconds / 3600}h)`);
    const failOn = input('fail-on').description;
    expect(failOnChoices.filter((choice) => !failOn.includes(choice))).toEqual([]);
    expect(failOn).toContain(`${defaults.failOn} (default)`);
  });

  it('have the defaults of the same options of the command line', () => {
    expect(input('command').default).toBe('validate');
    expect(callable(program).map(({ words }) => words)).toContain('validate');
    // Commands that answer a question differ in which one they answer by default.
    expect(input('question').default).toBeUndefined();
    expect(input('html').default).toBe(option('demo', '--html')?.defaultValue);
    expect(input('json').default).toBe(option('explain', '--report')?.defaultValue);
  });

  it('are options of `validate` under the same names, but for those that only a workflow or another command has', () => {
    const flags =
      callable(program)
        .find(({ words }) => words === 'validate')
        ?.command.options.map((one) => one.name()) ?? [];
    const onlyInWorkflows = ['command', 'arguments', 'environment', 'bot-url', 'comment', 'github-token'];
    expect(Object.keys(action.inputs).filter((name) => !flags.includes(name))).toEqual(onlyInWorkflows);
  });
});

describe('the outputs of the Action', () => {
  const declared = Object.keys(action.outputs);

  it('are those that a validation sets, and those that the README lists', () => {
    const validation = readFileSync(join(root, 'action/write-outputs.ts'), 'utf8');
    expect([...new Set([...validation.matchAll(/setOutput\('([^']+)'/g)].map(([, name]) => name))]).toEqual(declared);
    expect(firstColumn(reference(), 'outputs')).toEqual(declared);
  });

  it('are the only ones that the Action sets anywhere', () => {
    const set = sourceFiles('action').flatMap(({ text }) =>
      [...text.matchAll(/setOutput\('([^']+)'/g)].map(([, name = '']) => name),
    );
    expect(set.filter((name) => !declared.includes(name))).toEqual([]);
  });
});
