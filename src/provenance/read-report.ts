import type { EvidencePort, WorkflowRun } from '../model/ports/evidence.ts';
import type { Verdict } from '../model/verdict.ts';
import { type OpenedReport, openReport } from './open-report.ts';

/** Name of the artifact, as the workflow uploads it. */
const artifactName = 'tollgate-report';
/** A report of 5,000 routes has about 15 MB and packs to a twentieth. */
const largest = { packed: 8 * 1024 * 1024, report: 64 * 1024 * 1024 } as const;

/**
 * What came of looking for a report: the verdict, or why there is none. `forged`: there is something that claims to be one and is
 * not of this run.
 */
export type ReadReport = { readonly verdict: Verdict } | { readonly lack: string; readonly isForged: boolean };

const lack = (words: string, isForged = false): ReadReport => ({ lack: words, isForged });

/**
 * Reads the report that a run of the default branch uploaded; whatever is wrong with it is a reason, never a verdict.
 *
 * GitHub gives the run of a tag the tag’s name for its branch: only the commit tells whose code it was.
 */
export async function readReport(
  github: Pick<EvidencePort, 'artifacts' | 'isOnDefaultBranch'>,
  run: WorkflowRun,
): Promise<ReadReport> {
  const [artifact] = await github.artifacts(run.id, artifactName);
  if (artifact === undefined) return lack(`the run has no artifact ${artifactName}`);
  const read = own(await openReport(artifact, largest), run);
  if ('lack' in read || (await github.isOnDefaultBranch(run.headSha))) return read;
  return lack(`its commit ${run.headSha} is not one of the default branch`, true);
}

function own(opened: OpenedReport, run: WorkflowRun): ReadReport {
  if ('lack' in opened) return lack(opened.lack);
  const why = whyOfAnotherRun(opened.verdict, run);
  return why === null ? opened : lack(why, true);
}

/** A report says which run made it, from which commit; one that was carried over from elsewhere does not count. */
function whyOfAnotherRun({ subject: { release } }: Verdict, { id, headSha }: WorkflowRun): string | null {
  if (release?.runId !== String(id)) return `the report is of run ${release?.runId ?? 'unknown'}, not of ${id}`;
  return release.sha === headSha ? null : `the report is of commit ${release.sha ?? 'unknown'}, not of ${headSha}`;
}
