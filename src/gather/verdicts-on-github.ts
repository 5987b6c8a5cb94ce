import { verdictFact } from '../gate/verdict-fact.ts';
import type { VerdictFact } from '../model/gate/gate-facts.ts';
import { type GateInput, lacking } from '../model/gate/gate-input.ts';
import type { EvidencePort, WorkflowRun } from '../model/ports/evidence.ts';
import type { Verdict } from '../model/verdict.ts';
import { readReport } from '../provenance/read-report.ts';
import { whyNotTrusted } from '../provenance/trusted-run.ts';
import type { VerdictReader, WantedVerdict } from './verdict-reader.ts';

/** Further back lies nothing that is young enough to count. */
const mostRuns = 30;

interface Looked {
  readonly found: { readonly verdict: Verdict; readonly run: WorkflowRun } | null;
  readonly forged: string | null;
  readonly looked: number;
}

const isWanted = ({ question, subject }: Verdict, wanted: WantedVerdict) =>
  question === wanted.question &&
  subject.service === wanted.service &&
  (wanted.sha === null || subject.release?.sha === wanted.sha);

async function lookIn(
  github: EvidencePort,
  { workflow, branch }: { readonly workflow: string; readonly branch: string },
  wanted: WantedVerdict,
): Promise<Looked> {
  let forged: string | null = null;
  let looked = 0;
  for await (const run of github.runs(workflow, { branch, sha: wanted.sha })) {
    if (looked === mostRuns) break;
    looked += 1;
    // Runs of others (a fork’s branch may have any name) are nobody’s forgery; they just do not count.
    if (whyNotTrusted(run, { workflow, defaultBranch: branch }) !== null) continue;
    const read = await readReport(github, run);
    if ('verdict' in read) {
      if (isWanted(read.verdict, wanted)) return { found: { verdict: read.verdict, run }, forged, looked };
    } else if (read.isForged) forged ??= `run ${run.id}: ${read.lack}`;
  }
  return { found: null, forged, looked };
}

function inputOf({ verdict, run }: NonNullable<Looked['found']>): GateInput<VerdictFact> {
  const links = [{ label: `run ${run.id}`, url: run.url }];
  return { kind: 'present', value: verdictFact(verdict), at: verdict.generatedAt, links };
}

function nothing(
  wanted: WantedVerdict,
  results: readonly Looked[],
  workflows: readonly string[],
): GateInput<VerdictFact> {
  const forged = results.find((one) => one.forged !== null)?.forged ?? null;
  if (forged !== null) return lacking('forged', forged);
  const looked = results.reduce((sum, one) => sum + one.looked, 0);
  const about = wanted.sha === null ? '' : ` of commit ${wanted.sha.slice(0, 12)}`;
  const where = `in ${looked} run${looked === 1 ? '' : 's'}${about} of ${workflows.join(', ')} on the default branch`;
  return lacking(
    'absent',
    `no report about ${wanted.service} that answers the question ${wanted.question} was found ${where}`,
  );
}

/**
 * Reads verdicts from what trusted workflows left on GitHub, without any memory of our own.
 *
 * @param workflows paths whose runs on the default branch are believed
 */
export function verdictsOnGitHub(github: EvidencePort, workflows: readonly string[]): VerdictReader {
  return async (wanted) => {
    const branch = await github.defaultBranch();
    const results: Looked[] = [];
    for (const workflow of workflows) results.push(await lookIn(github, { workflow, branch }, wanted));
    const newest = results
      .flatMap(({ found }) => (found === null ? [] : [found]))
      .toSorted((a, b) => Date.parse(b.verdict.generatedAt) - Date.parse(a.verdict.generatedAt))[0];
    return newest === undefined ? nothing(wanted, results, workflows) : inputOf(newest);
  };
}
