import type { OwnPlans } from '../model/own-plans.ts';
import type { Artifact, EvidencePort, WorkflowRun } from '../model/ports/evidence.ts';
import type { Verdict } from '../model/verdict.ts';
import { openReport } from './open-report.ts';

/** Another name than that of a validation, so that neither is ever taken for the other. */
const artifactName = 'tollgate-query-plans';
/** A report of 1,000 queries with their plans has about 5 MB. */
const largest = { packed: 1024 * 1024, report: 16 * 1024 * 1024 } as const;
/** So many runs of one commit are looked at. */
const mostRuns = 20;
/** Runs of the change’s code that get no secret. */
const events = new Set(['pull_request', 'merge_group']);
/** They say nothing: a newer run took their place, or a condition left them out. */
const idle = new Set(['skipped', 'cancelled']);
const commands = new Set(['query shadow diff', 'query diff']);

/** Which runs are meant. */
export interface WantedPlans {
  /** Path of the workflow in the repository. */
  readonly workflow: string;
  /** Head of the pull request, or of the merge group. */
  readonly sha: string;
}

/** Tells whether a run was made of a change, by the workflow that plans queries. */
export function isOwnRun({ path, event }: WorkflowRun, workflow: string): boolean {
  return path.split('@', 1)[0] === workflow && events.has(event);
}

function isWanted(run: WorkflowRun, { workflow, sha }: WantedPlans): boolean {
  return isOwnRun(run, workflow) && run.headSha === sha && !idle.has(run.conclusion ?? '');
}

/** Reads what the newest run of a change says about its query plans; null where none has ended. */
export async function readOwnPlans(
  github: Pick<EvidencePort, 'runs' | 'artifacts'>,
  wanted: WantedPlans,
): Promise<OwnPlans | null> {
  let looked = 0;
  for await (const run of github.runs(wanted.workflow, { branch: null, sha: wanted.sha })) {
    looked += 1;
    if (looked > mostRuns) return null;
    if (!isWanted(run, wanted)) continue;
    const [artifact] = await github.artifacts(run.id, artifactName);
    return { url: run.url, ...(await said(artifact)) };
  }
  return null;
}

async function said(artifact: Artifact | undefined): Promise<{ verdict: Verdict } | { lack: string }> {
  if (artifact === undefined) return { lack: `the run has no artifact ${artifactName}` };
  const opened = await openReport(artifact, largest);
  if ('lack' in opened) return opened;
  const { command, question } = opened.verdict;
  return commands.has(command) && question === 'release' ? opened : { lack: 'its report is not about query plans' };
}
