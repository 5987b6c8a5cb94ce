import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { FakeGitHub } from '../fake-github/start-fake-github.ts';
import { type Ran, runNode } from './run-node.ts';
import type { Workplace } from './workplace.ts';

const root = join(import.meta.dirname, '../..');
const actionBundle = join(root, 'action/dist/index.js');

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}
const action: ActionFile = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

export interface Step {
  readonly inputs: Readonly<Record<string, string>>;
  readonly github?: FakeGitHub;
  /** Name and payload of the event; a scheduled run where none is given. */
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the workplace looks like a checkout; it does where nothing is said. */
  readonly checkedOut?: boolean;
}

export interface RanStep extends Ran {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the Action’s bundle as the runner would: every input set, defaults included, and the files that it writes to. */
export async function runAction(
  { folder }: Workplace,
  { inputs, github, event, env = {}, checkedOut = true }: Step,
): Promise<RanStep> {
  if (checkedOut) mkdirSync(join(folder, '.git'), { recursive: true });
  const runner = join(folder, '.runner');
  mkdirSync(runner, { recursive: true });
  const file = (name: string, content = '') => {
    const path = join(runner, name);
    writeFileSync(path, content);
    return path;
  };
  const [output, summary] = [file('output'), file('summary.md')];
  const ran = await runNode([actionBundle], {
    cwd: folder,
    env: {
      ...inputsOf(inputs, github?.token ?? ''),
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_EVENT_NAME: event?.name ?? 'schedule',
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(event?.payload ?? {})),
      GITHUB_REPOSITORY: github?.repository ?? 'octo/shop',
      GITHUB_SERVER_URL: 'https://github.com',
      // Without a fake, nobody may be asked: nothing listens there.
      GITHUB_API_URL: github?.url ?? 'http://127.0.0.1:1',
      GITHUB_RUN_ID: '4711',
      GITHUB_SHA: '0'.repeat(40),
      GITHUB_REF: 'refs/heads/main',
      ...env,
    },
  });
  return { ...ran, outputs: parseOutputs(readFileSync(output, 'utf8')), summary: readFileSync(summary, 'utf8') };
}

/** The runner sets each input of action.yml, empty where it has neither a value nor a default. */
function inputsOf(given: Step['inputs'], token: string): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(action.inputs, name));
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
  return Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => {
      const byDefault = input.default === '${{ github.token }}' ? token : (input.default ?? '');
      return [`INPUT_${name.toUpperCase()}`, given[name] ?? byDefault];
    }),
  );
}

/** Reads what a step wrote to GITHUB_OUTPUT: `name<<delimiter`, the value, the delimiter; a later value counts. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined && line !== ''; line = lines.shift()) {
    const [name = '', delimiter = ''] = line.split('<<');
    if (!Object.hasOwn(action.outputs, name)) throw new Error(`action.yml has no output "${name}"`);
    const end = lines.indexOf(delimiter);
    if (end === -1) throw new Error(`the output ${name} has no end`);
    outputs[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n');
  }
  return outputs;
}
