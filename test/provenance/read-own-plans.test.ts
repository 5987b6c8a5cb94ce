import { expect, it } from 'vitest';
import type { WorkflowRun } from '../../src/model/ports/evidence.ts';
import { readOwnPlans } from '../../src/provenance/read-own-plans.ts';
import { record, releaseComparisonOf, verdictOf } from '../fixtures/comparison.ts';
import { zipOfAll } from '../fixtures/zip.ts';

const sha = 'a'.repeat(40);
const workflow = '.github/workflows/query-plans.yml';
const name = 'tollgate-report.json';
const own: WorkflowRun = {
  id: 41,
  path: workflow,
  event: 'pull_request',
  headBranch: 'topic',
  headSha: sha,
  headRepository: 'mallory/shop',
  repository: 'octo/shop',
  url: 'https://github.com/octo/shop/actions/runs/41',
  hasEnded: true,
  conclusion: 'failure',
  startedBy: 'mallory',
};
const verdict = {
  ...verdictOf(releaseComparisonOf(record('previous', 1), record('staging', 2))),
  command: 'query shadow diff',
};
const packed = (content: Buffer) => zipOfAll([{ name, content, isPacked: true }]);
const archiveOf = (given: object = {}) => packed(Buffer.from(JSON.stringify({ ...verdict, ...given })));

async function* listed(runs: readonly WorkflowRun[]) {
  yield* runs;
}

/** What is read where these runs left this archive, of this size as GitHub says. */
function read(runs: readonly WorkflowRun[], archive: Buffer | null, size = archive?.length ?? 0) {
  const artifacts = async () =>
    archive === null ? [] : [{ name: 'tollgate-query-plans', size, download: async () => archive }];
  return readOwnPlans({ runs: () => listed(runs), artifacts }, { workflow, sha });
}

it.each(['pull_request', 'merge_group'])('reads what a run of %s says, whoever wrote it', async (event) => {
  expect(await read([{ ...own, event }], archiveOf())).toMatchObject({
    url: own.url,
    verdict: { command: verdict.command },
  });
});

it('looks behind runs that were left out or replaced, and not behind the newest that ended', async () => {
  const idle = ['skipped', 'cancelled'].map((conclusion) => ({ ...own, id: 43, conclusion, url: 'https://x.invalid' }));
  expect(await read([...idle, own], archiveOf())).toMatchObject({ url: own.url });
  expect(await read([own, { ...own, id: 40, url: 'https://x.invalid' }], archiveOf())).toMatchObject({ url: own.url });
  expect(await read(idle, archiveOf())).toBeNull();
});

it.each([
  { what: 'another workflow', given: { path: '.github/workflows/ci.yml' } },
  { what: 'another commit', given: { headSha: 'b'.repeat(40) } },
  { what: 'a run with secrets', given: { event: 'pull_request_target' } },
  { what: 'a run by hand', given: { event: 'workflow_dispatch' } },
])('takes nothing from $what', async ({ given }) => {
  expect(await read([{ ...own, ...given }], archiveOf())).toBeNull();
});

it('ends where somebody made very many runs', async () => {
  const others = Array.from({ length: 30 }, (_, id) => ({ ...own, id: id + 100, event: 'push' }));
  expect(await read([...others, own], archiveOf())).toBeNull();
});

it.each([
  { what: 'no artifact', archive: null, lack: /no artifact tollgate-query-plans/ },
  { what: 'no archive', archive: Buffer.from('PK'), lack: /./ },
  { what: 'no report', archive: packed(Buffer.from('{"decision":"pass"}')), lack: /no report of this version/ },
  { what: 'a field too many', archive: archiveOf({ trusted: true }), lack: /no report of this version/ },
  { what: 'a deflate bomb', archive: packed(Buffer.alloc(17 * 1024 * 1024)), lack: /at most/ },
  { what: 'a validation', archive: archiveOf({ command: 'validate' }), lack: /not about query plans/ },
  { what: 'another question', archive: archiveOf({ question: 'fidelity' }), lack: /not about query plans/ },
])('says that there is $what', async ({ archive, lack }) => {
  expect(await read([own], archive)).toMatchObject({ url: own.url, lack: expect.stringMatching(lack) });
});

it('does not fetch what is too large', async () => {
  expect(await read([own], archiveOf(), 1024 * 1024 + 1)).toMatchObject({ lack: expect.stringContaining('at most') });
});
