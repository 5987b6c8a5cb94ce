import { join } from 'node:path';
import { type Classification, classify, classNamed } from '../../incidents/classify/classify.ts';
import { extractFacts, type Given } from '../../incidents/facts/extract-facts.ts';
import { guardFor } from '../../incidents/guards/guard-for.ts';
import { incidentClasses } from '../../incidents/incident-class.ts';
import type { IncidentFacts } from '../../incidents/incident-facts.ts';
import { indexName } from '../../incidents/index/parse-index.ts';
import type { IncidentTestResult } from '../../incidents/plan/incident-test-result.ts';
import { planTest, type TestPlan } from '../../incidents/plan/plan-test.ts';
import { missingFacts, postMortem, wordsOf } from '../../incidents/plan/post-mortem.ts';
import type { IncidentText } from '../../incidents/text/incident-text.ts';
import type { TrafficModel } from '../../model/traffic-model.ts';
import { UsageError } from '../../model/usage-error.ts';
import { writeFileWhole } from '../../notify/write-file-whole.ts';
import { readBeside } from './read-beside.ts';

export interface TestRequest {
  readonly text: IncidentText;
  /** Class that the caller gives; undefined: what the text says. */
  readonly class: string | undefined;
  readonly given: Given;
  readonly traffic: TrafficModel | null;
  readonly productionHosts: readonly string[];
  /** Folder of the index. */
  readonly folder: string;
  readonly dryRun: boolean;
}

/** The class that somebody gave, as if its author had said so. */
function classified({ text, class: given }: Pick<TestRequest, 'text' | 'class'>): Classification {
  if (given === undefined) return classify(text);
  const known = classNamed(given);
  if (known === undefined)
    throw new UsageError('invalid-option', `--class: wanted one of ${incidentClasses.join(', ')}, not "${given}"`);
  return { ...classify(text), class: known, confidence: 1, evidence: [], why: 'given' };
}

async function plan(facts: IncidentFacts, request: TestRequest): Promise<TestPlan> {
  const { folder, traffic, productionHosts } = request;
  const context = { traffic, productionHosts };
  const paths = (guardFor(facts, context)?.files ?? []).map(({ path }) => path);
  const texts = new Map(await Promise.all(paths.map(async (path) => [path, await readBeside(folder, path)] as const)));
  return planTest(facts, context, {
    index: await readBeside(folder, indexName),
    file: (path) => texts.get(path) ?? null,
  });
}

/**
 * Writes the test that would have caught an incident, and its entry of the index; what is there already stays as it is.
 *
 * @throws UsageError where the class is unknown, the index cannot be read, or a file cannot be written
 */
export async function testIncident(request: TestRequest): Promise<IncidentTestResult> {
  const said = classified(request);
  const facts = extractFacts(request.text, said, request.given);
  const made = await plan(facts, request);
  if (!request.dryRun) for (const { path, text } of made.write) await writeFileWhole(join(request.folder, path), text);
  return {
    schema: 'tollgate.incident-test/1',
    outcome: made.outcome,
    id: facts.id,
    class: facts.class,
    service: facts.service,
    guard: guardOf(made),
    shares: [...made.shares],
    written: made.write.map(({ path }) => join(request.folder, path)),
    proposed: [...made.proposed],
    missing: missingFacts(made.facts).map(wordsOf),
    postMortem: postMortem({ said, plan: made, folder: request.folder }),
  };
}

function guardOf({ guard, entry }: TestPlan): IncidentTestResult['guard'] {
  if (guard === null || entry.guard === null) return null;
  return { kind: guard.kind, file: entry.guard.file, why: guard.why, assumed: [...guard.assumed] };
}
