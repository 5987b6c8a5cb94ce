import { describe, expect, it } from 'vitest';
import { verdictsOnGitHub } from '../../src/gather/verdicts-on-github.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { good, head, honest, released, runWith, worse } from '../bot/use-gate.ts';
import { emptyState, type KeptRun } from '../fake-github/app-state.ts';
import { repositoryOn } from '../github/use-repository.ts';

const workflows = ['.github/workflows/staging-validation.yml'];
const wanted = { question: 'release', service: honest.subject.service, sha: released } as const;

async function look(runs: readonly KeptRun[], asked: Parameters<ReturnType<typeof verdictsOnGitHub>>[0] = wanted) {
  const github = await useAppGitHub({ ...emptyState(), runs: [...runs] });
  return verdictsOnGitHub(evidencePort(repositoryOn(github)), workflows)(asked);
}

describe('verdicts on GitHub', () => {
  it('are those of trusted runs, of the question, service and commit that are asked for', async () => {
    const runs = [runWith(1, honest), runWith(2, good)];
    expect(await look(runs)).toMatchObject({ kind: 'present', value: { question: 'release', sha: released } });
    const fidelity = { ...wanted, question: 'fidelity', sha: null } as const;
    expect(await look(runs, fidelity)).toMatchObject({ kind: 'present', value: { question: 'fidelity', sha: head } });
    expect(await look(runs, { ...wanted, service: 'other' })).toMatchObject({ kind: 'absent' });
    expect(await look(runs, { ...wanted, sha: 'f'.repeat(40) })).toMatchObject({ kind: 'absent' });
  });

  it('are looked for behind newer runs that brought none', async () => {
    const silent = [3, 4, 5].map((id) => runWith(id, good, { artifact: null }));
    expect(await look([runWith(2, good), ...silent])).toMatchObject({ kind: 'present', links: [{ label: 'run 2' }] });
  });

  it('are never those of a tag that has the name of the default branch', async () => {
    const forged = runWith(3, good, { head_sha: 'c'.repeat(40) });
    const github = await useAppGitHub({
      ...emptyState(),
      runs: [runWith(1, honest), forged],
      strays: [forged.head_sha],
    });
    const asked = { ...wanted, sha: forged.head_sha };
    const found = await verdictsOnGitHub(evidencePort(repositoryOn(github)), workflows)(asked);
    expect(found).toMatchObject({
      kind: 'forged',
      reason: expect.stringContaining('is not one of the default branch'),
    });
  });

  it('are those of the newest attempt of a run', async () => {
    const again = runWith(2, worse, { earlier: runWith(2, good).artifact ?? Buffer.of() });
    expect(await look([again])).toMatchObject({ kind: 'present', value: { decision: 'fail' } });
  });

  it.each([
    { name: 'a pull request', given: { event: 'pull_request' }, kind: 'absent' },
    { name: 'another trigger', given: { event: 'issue_comment' }, kind: 'absent' },
    { name: 'a fork', given: { head_repository: { full_name: 'mallory/shop' } }, kind: 'absent' },
    { name: 'another branch', given: { head_branch: 'topic' }, kind: 'absent' },
    { name: 'another workflow', given: { path: '.github/workflows/other.yml' }, kind: 'absent' },
    {
      name: 'a workflow of the same name elsewhere',
      given: { path: 'docs/staging-validation.yml' },
      kind: 'absent',
    },
    { name: 'another run', given: { artifact: runWith(99, good).artifact }, kind: 'forged' },
    {
      name: 'another commit',
      given: { artifact: runWith(2, good, { head_sha: 'f'.repeat(40) }).artifact },
      kind: 'forged',
    },
    { name: 'nobody', given: { artifact: Buffer.from('no archive') }, kind: 'absent' },
  ])('are never those of $name', async ({ given, kind }) => {
    expect(await look([runWith(2, good, given)])).toMatchObject({ kind });
  });
});
