import { isMap, isScalar, type Pair, parseDocument, visit } from 'yaml';
import { z } from 'zod';

const Step = z.object({
  name: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
type Step = z.infer<typeof Step>;

const Job = z.object({
  name: z.string().optional(),
  'timeout-minutes': z.number().optional(),
  permissions: z.record(z.string(), z.string()).optional(),
  steps: z.array(Step).default([]),
});

/** What our rules need of a workflow. */
export const Workflow = z.object({
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), Job),
});

const pinned = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const version = /^ v\d+\.\d+\.\d+\b/;

/** Permissions whose line does not say what they are for, and actions that may change under our feet. */
function lineMistakes(text: string): string[] {
  const mistakes: string[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return;
      if (key.value === 'permissions' && isMap(value)) mistakes.push(...value.items.flatMap(unexplained));
      if (key.value === 'uses' && isScalar(value)) mistakes.push(...unpinned(String(value.value), value.comment ?? ''));
    },
  });
  return mistakes;
}

function unexplained({ key, value }: Pair): string[] {
  const comment = isScalar(value) ? (value.comment ?? '') : '';
  return comment.trim() === '' ? [`permission without a comment: ${String(key)}: ${String(value)}`] : [];
}

function unpinned(action: string, comment: string): string[] {
  if (action.startsWith('./')) return [];
  return [
    ...(pinned.test(action) ? [] : [`${action} is not pinned by a commit SHA`]),
    ...(version.test(comment) ? [] : [`${action} has no comment with its version`]),
  ];
}

function stepMistakes({ name, uses, run, with: inputs }: Step): string[] {
  return [
    ...(name === undefined ? [`a step without a name: ${uses ?? run}`] : []),
    // What an expression holds would be read as a program; the environment hands it over as data.
    ...(run?.includes('${{') === true ? [`an expression inside run: ${name}`] : []),
    ...(uses?.startsWith('actions/checkout@') === true && inputs['persist-credentials'] !== false
      ? ['a checkout that keeps its credentials']
      : []),
  ];
}

/** Where a workflow breaks the rules that GitHub itself does not check. */
export function policyMistakes(text: string): string[] {
  const workflow = Workflow.parse(parseDocument(text).toJS());
  const isNothing = JSON.stringify(workflow.permissions) === '{}';
  return [
    ...(isNothing ? [] : ['permissions at the top are not {}']),
    ...(workflow.concurrency === undefined ? ['no concurrency'] : []),
    ...Object.entries(workflow.jobs).flatMap(([id, job]) => [
      ...(job.name === undefined ? [`job ${id} has no name`] : []),
      ...(job['timeout-minutes'] === undefined ? [`job ${id} has no timeout-minutes`] : []),
      ...(job.permissions === undefined ? [`job ${id} does not say its permissions`] : []),
      ...job.steps.flatMap(stepMistakes),
    ]),
    ...lineMistakes(text),
  ];
}
