import { markdownCode, markdownText } from '../../report/escape/markdown-text.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { Classification } from '../classify/classify.ts';
import { type FactName, factNames, type IncidentFacts } from '../incident-facts.ts';
import type { TestPlan } from './plan-test.ts';

/** Facts without which a class’s guard has to assume. */
const wanted: ReadonlyMap<string, readonly FactName[]> = new Map<string, readonly FactName[]>([
  ['connection_pool_exhaustion', ['endpoint', 'poolSize']],
  ['memory_leak', ['endpoint', 'memory']],
  ['thundering_herd', ['endpoint', 'concurrency']],
  ['retry_storm', ['endpoint', 'retries']],
  ['lock_contention', ['endpoint', 'concurrency']],
  ['slow_query', ['table', 'query']],
  ['dependency_failure', ['endpoint', 'dependency', 'latency']],
  ['rate_limit', ['endpoint', 'rateLimit']],
  ['dns', ['host', 'ttl']],
  ['certificate_expiry', ['host']],
  ['config_change', ['variable']],
  ['permission_denied', ['permission']],
]);

/** What nobody said and the guard of this class would use. */
export function missingFacts(facts: IncidentFacts): readonly FactName[] {
  const names = wanted.get(facts.class) ?? [];
  return factNames.filter((name) => names.includes(name) && !facts[name].known);
}

/** What the section is written from. */
export interface PostMortem {
  readonly said: Classification;
  readonly plan: TestPlan;
  /** Folder of the index. */
  readonly folder: string;
}

/** “How staging will catch this next time”: a section for the post-mortem, ready to paste, in GitHub’s Markdown. */
export function postMortem({ said, plan, folder }: PostMortem): string {
  return [
    '## How staging will catch this next time',
    '',
    ...classLines(said),
    ...guardLines(plan, folder),
    ...missingFacts(plan.facts).map(
      (name) => `- Not known yet: ${wordsOf(name)}. The guard assumes it until somebody says it.`,
    ),
    `- Proof: ${plan.isProven ? 'it failed on the fault and passed without it.' : `**unproven.** ${markdownCode(`tollgate incident prove ${plan.entry.id} --bad … --good …`)} runs it against both.`}`,
    '- From then on: the daily validation runs it, and `tollgate incident check` fails where it is missing, skipped or unproven.',
    '',
  ].join('\n');
}

function classLines({ class: named, evidence }: Classification): string[] {
  const about = named === 'unknown' ? undefined : catalogue.get(named)?.about;
  const [first] = evidence;
  return [
    `- Class: ${markdownCode(named)}${about === undefined ? '' : `. ${markdownText(about)}`}`,
    ...(first === undefined ? [] : [`- Because it says: “${markdownText(first, 300)}”`]),
  ];
}

function guardLines({ guard, entry, shares }: TestPlan, folder: string): string[] {
  if (guard === null || entry.guard === null)
    return ['- No guard can be generated for this class: somebody has to write one, or waive it with a date.'];
  return [
    `- Guard: ${markdownCode(`${folder}/${entry.guard.file}`)}, ${kindWords.get(guard.kind) ?? guard.kind}. ${markdownText(guard.why, 600)}`,
    ...(shares.length === 0 ? [] : [`- It stands for ${shares.map((id) => markdownCode(id)).join(', ')}, too.`]),
    ...guard.assumed.map((one) => `- Assumed: ${markdownText(one, 300)}`),
  ];
}

const kindWords: ReadonlyMap<string, string> = new Map([
  ['k6', 'a load test of k6'],
  ['query-plan', 'an assertion on the query plan'],
  ['parity-rule', 'a rule of parity between staging and production'],
  ['certificate', 'a check of the certificate'],
  ['dns', 'a check of the name and its time to live'],
  ['permission', 'a check of rights'],
]);

/**
 * A fact’s name in words.
 *
 * @example wordsOf('poolSize') // 'pool size'
 */
export function wordsOf(name: FactName): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
