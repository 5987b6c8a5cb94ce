import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../architecture/source-files.ts';
import { actionMistakes, workflowMistakes } from './github-parser.ts';
import { policyMistakes, Workflow } from './workflow-policy.ts';

const folder = join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
const action = readFileSync(join(root, 'action.yml'), 'utf8');

const good = `on: push
permissions: {}
concurrency: some
jobs:
  one:
    name: One
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read # to check out
    steps:
      - name: Check out
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - name: Say
        run: echo hello
`;
const without = (line: RegExp) => good.replace(line, '');

describe('workflows', () => {
  it('are found', () => {
    expect(workflows.map(({ name }) => name)).toEqual(expect.arrayContaining(['ci.yml', 'staging-validation.yml']));
  });

  it.each(workflows)('$name is accepted by GitHub’s own parser', async ({ name, text }) => {
    expect(await workflowMistakes(name, text)).toEqual([]);
  });

  it.each(workflows)('$name keeps our rules', ({ text }) => {
    expect(policyMistakes(text)).toEqual([]);
  });

  it('give the Action only inputs that it has', () => {
    const known = Object.keys(z.object({ inputs: z.record(z.string(), z.unknown()) }).parse(parse(action)).inputs);
    const steps = workflows
      .flatMap(({ text }) => Object.values(Workflow.parse(parse(text)).jobs))
      .flatMap(({ steps }) => steps);
    const own = steps.filter(({ uses }) => uses === './');
    expect(own.length).toBeGreaterThan(0);
    expect(own.flatMap(({ with: inputs }) => Object.keys(inputs)).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('keep what dependabot proposes waiting, so that a malicious release is found out first', () => {
    const file = z.object({
      updates: z.array(
        z.object({ 'package-ecosystem': z.string(), cooldown: z.object({ 'default-days': z.number().min(7) }) }),
      ),
    });
    const { updates } = file.parse(parse(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')));
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['github-actions', 'npm']);
  });
});

describe('action.yml', () => {
  it('is accepted by GitHub’s own parser', () => {
    expect(actionMistakes(action)).toEqual([]);
  });

  it.each([
    { name: 'a runtime that runners do not have', from: 'node24', to: 'node26' },
    { name: 'an icon that does not exist', from: 'icon: shield', to: 'icon: shild' },
    { name: 'a key that does not exist', from: 'branding:', to: 'brand:' },
  ])('would be refused with $name', ({ from, to }) => {
    expect(actionMistakes(action.replace(from, to))).not.toEqual([]);
  });
});

describe('a wrong workflow', () => {
  it('differs from one in which nothing is found', async () => {
    expect([await workflowMistakes('good.yml', good), policyMistakes(good)]).toEqual([[], []]);
  });

  it.each([
    { name: 'a misspelt key', text: good.replace('runs-on', 'run-on') },
    { name: 'an unknown permission', text: good.replace('contents: read', 'content: read') },
    { name: 'an expression that does not end', text: good.replace('echo hello', "'${{ github.sha'") },
    { name: 'an unknown context', text: good.replace('echo hello', '${{ var.NAME }}') },
    { name: 'a job that needs no known job', text: good.replace('name: One', 'name: One\n    needs: two') },
  ])('is refused by GitHub’s parser: $name', async ({ text }) => {
    expect(await workflowMistakes('wrong.yml', text)).not.toEqual([]);
  });

  it.each([
    {
      name: 'permissions for all jobs',
      text: good.replace('permissions: {}', 'permissions: read-all'),
      mistake: 'permissions at the top are not {}',
    },
    {
      name: 'no permissions at the top',
      text: without(/^permissions: \{\}\n/m),
      mistake: 'permissions at the top are not {}',
    },
    {
      name: 'a job without permissions',
      text: without(/ {4}permissions:\n.*\n/),
      mistake: 'job one does not say its permissions',
    },
    {
      name: 'a permission without a reason',
      text: without(/ # to check out/),
      mistake: 'permission without a comment: contents: read',
    },
    { name: 'no concurrency', text: without(/^concurrency.*\n/m), mistake: 'no concurrency' },
    { name: 'a job without a name', text: without(/ {4}name: One\n/), mistake: 'job one has no name' },
    { name: 'a job without a time limit', text: without(/.*timeout.*\n/), mistake: 'job one has no timeout-minutes' },
    {
      name: 'a step without a name',
      text: good.replace('- name: Say\n        run', '- run'),
      mistake: 'a step without a name: echo hello',
    },
    {
      name: 'an expression in a script',
      text: good.replace('hello', '${{ github.event.issue.title }}'),
      mistake: 'an expression inside run: Say',
    },
    {
      name: 'credentials that stay',
      text: good.replace('persist-credentials: false', 'fetch-depth: 1'),
      mistake: 'a checkout that keeps its credentials',
    },
    {
      name: 'a tag',
      text: good.replace('3d3c42e5aac5ba805825da76410c181273ba90b1', 'v7'),
      mistake: 'actions/checkout@v7 is not pinned by a commit SHA',
    },
    {
      name: 'a tag in another way of writing',
      text: good.replace(/uses: .*$/m, '\'uses\': "actions/checkout@v7" # v7.0.1'),
      mistake: 'actions/checkout@v7 is not pinned by a commit SHA',
    },
    {
      name: 'a SHA without its version',
      text: without(/ # v7\.0\.1/),
      mistake: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 has no comment with its version',
    },
  ])('breaks our rules: $name', ({ text, mistake }) => {
    expect(policyMistakes(text)).toEqual([mistake]);
  });
});
