import { expect, it } from 'vitest';
import type { WorkflowRun } from '../../src/model/ports/evidence.ts';
import { readReport } from '../../src/provenance/read-report.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';
import { type Zipped, zipOfAll } from '../fixtures/zip.ts';

const run: WorkflowRun = {
  id: 41,
  path: '.github/workflows/staging-validation.yml',
  event: 'schedule',
  headBranch: 'main',
  headSha: 'a'.repeat(40),
  headRepository: 'octo/shop',
  repository: 'octo/shop',
  url: 'https://github.com/octo/shop/actions/runs/41',
  hasEnded: true,
  conclusion: 'success',
  startedBy: 'ann',
};
const verdict = verdictOf(comparisonOf(record('production', 1), record('staging', 2)));
const name = 'tollgate-report.json';

function reportOf(release: object | null, given: object = {}): Buffer {
  return Buffer.from(JSON.stringify({ ...verdict, subject: { ...verdict.subject, release }, ...given }));
}

const own = { sha: run.headSha, digest: null, ref: null, runId: '41' };

interface Circumstances {
  /** What GitHub says of the artifact. */
  readonly size?: number;
  readonly isOnDefaultBranch?: boolean;
}

const read = (archive: Buffer, { size = archive.length, isOnDefaultBranch = true }: Circumstances = {}) =>
  readReport(
    {
      artifacts: async () => [{ name: 'tollgate-report', size, download: async () => archive }],
      isOnDefaultBranch: async () => isOnDefaultBranch,
    },
    run,
  );
const packed = (content: Buffer, given: Partial<Zipped> = {}) =>
  zipOfAll([{ name, content, isPacked: true, ...given }]);

it('reads the report of the very run', async () => {
  expect(await read(packed(reportOf(own)))).toMatchObject({ verdict: { decision: verdict.decision } });
});

it.each([
  { from: 'another run', release: { ...own, runId: '40' } },
  { from: 'another commit', release: { ...own, sha: 'b'.repeat(40) } },
  { from: 'no run', release: { ...own, runId: null } },
  { from: 'nowhere', release: null },
])('says that a report from $from is forged', async ({ release }) => {
  expect(await read(packed(reportOf(release)))).toMatchObject({ isForged: true });
});

it('says that a report is forged whose commit is not of the default branch: a tag has that name', async () => {
  expect(await read(packed(reportOf(own)), { isOnDefaultBranch: false })).toMatchObject({ isForged: true });
});

it.each([
  { what: 'no archive', archive: Buffer.from('not a zip') },
  { what: 'another file', archive: zipOfAll([{ name: 'report.json', content: reportOf(own) }]) },
  { what: 'what is no report', archive: packed(Buffer.from('{"decision":"pass"}')) },
  { what: 'a report of another version', archive: packed(reportOf(own, { schema: 'tollgate.report/9' })) },
  { what: 'a decision that there is not', archive: packed(reportOf(own, { decision: 'allow' })) },
  { what: 'a deflate bomb', archive: packed(Buffer.alloc(65 * 1024 * 1024)) },
  { what: 'a deflate bomb that claims to be small', archive: packed(Buffer.alloc(1024 * 1024), { claimed: 100 }) },
  {
    what: 'the end of very many files',
    archive: zipOfAll([
      ...Array.from({ length: 20_000 }, (_, index) => ({ name: `f${index}`, content: Buffer.alloc(0) })),
      { name, content: reportOf(own) },
    ]),
  },
])('takes nothing from $what', async ({ archive }) => {
  expect(await read(archive)).toMatchObject({ isForged: false });
});

it('does not fetch an artifact that is too large, and needs one', async () => {
  expect(await read(packed(reportOf(own)), { size: 9 * 1024 * 1024 })).toMatchObject({
    lack: expect.stringContaining('at most'),
  });
  expect(await readReport({ artifacts: async () => [], isOnDefaultBranch: async () => true }, run)).toMatchObject({
    isForged: false,
  });
});
