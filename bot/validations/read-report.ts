import { Verdict } from '../../src/model/verdict.ts';
import type { GitHub } from '../events/event.ts';
import { readZipEntry } from './read-zip-entry.ts';

/** Name of the artifact, and of the report in it, as the workflow uploads them. */
const artifactName = 'tollgate-report';
const reportName = 'tollgate-report.json';
/** A report of 5,000 routes has about 15 MB and packs to a twentieth. */
const largest = { packed: 8 * 1024 * 1024, report: 64 * 1024 * 1024 } as const;

/** What came of looking for a report: the verdict, or why there is none. */
export type ReadReport = { readonly verdict: Verdict } | { readonly lack: string };

export interface ReportPlace {
  readonly owner: string;
  readonly repo: string;
  readonly runId: number;
  readonly headSha: string;
}

/** Reads the report that a run uploaded; whatever is wrong with it is a reason, never a verdict. */
export async function readReport(github: GitHub, place: ReportPlace): Promise<ReadReport> {
  const { owner, repo, runId } = place;
  const { data } = await github.rest.actions.listWorkflowRunArtifacts({
    owner,
    repo,
    run_id: runId,
    name: artifactName,
  });
  const [artifact] = data.artifacts.filter(({ name, expired }) => name === artifactName && !expired);
  if (artifact === undefined) return { lack: `the run has no artifact ${artifactName}` };
  if (artifact.size_in_bytes > largest.packed) {
    return { lack: `the artifact has ${artifact.size_in_bytes} bytes; at most ${largest.packed} are read` };
  }
  const download = await github.rest.actions.downloadArtifact({
    owner,
    repo,
    artifact_id: artifact.id,
    archive_format: 'zip',
  });
  return parse(Buffer.from(download.data as ArrayBuffer), place);
}

async function parse(archive: Buffer, place: ReportPlace): Promise<ReadReport> {
  const report = await readZipEntry(archive, reportName, largest.report).catch((error: Error) => error);
  if (report === null) return { lack: `the artifact holds no ${reportName}` };
  if (report instanceof Error) return { lack: report.message };
  const verdict = parseVerdict(report);
  if (verdict === null) return { lack: `${reportName} is no report of this version` };
  const lack = whyOfAnotherRun(verdict, place);
  return lack === null ? { verdict } : { lack };
}

/** A report says which run made it, from which commit; one that was carried over from elsewhere does not count. */
function whyOfAnotherRun({ subject: { release } }: Verdict, { runId, headSha }: ReportPlace): string | null {
  if (release?.runId !== String(runId)) return `the report is of run ${release?.runId ?? 'unknown'}, not of ${runId}`;
  return release.sha === headSha ? null : `the report is of commit ${release.sha ?? 'unknown'}, not of ${headSha}`;
}

function parseVerdict(report: Buffer): Verdict | null {
  try {
    return Verdict.parse(JSON.parse(report.toString('utf8')));
  } catch {
    return null;
  }
}
