import { narrowPolicy } from '../../../src/config/narrow-policy.ts';
import { policyFrom } from '../../../src/config/policy-from.ts';
import type { Settings } from '../../../src/config/schema.ts';
import { judge } from '../../../src/judge/judge.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { run } from '../../fixtures/comparison.ts';

/** The verdict on the data of two profiles. */
export function verdictOnData(reference: Profile, candidate: Profile, settings: Settings = {}): Verdict {
  const policy = narrowPolicy(policyFrom(settings, 'fidelity', null), ['data']);
  return judge({ reference, candidate, policy, today: reference.collectedAt.slice(0, 10) }, run);
}

/** Differences as "dimension/check subject [severity]". */
export function differences({ findings }: Pick<Verdict, 'findings'>): string[] {
  return findings
    .filter(({ status }) => status === 'diverged')
    .map(({ dimension, check, subject, severity }) => `${dimension}/${check} ${subject} [${severity}]`)
    .sort();
}

/** The finding of a check about a subject. */
export function findingOf({ findings }: Verdict, check: string, subject: string): Finding {
  const found = findings.find((finding) => finding.check === check && finding.subject === subject);
  if (found === undefined) throw new Error(`there is no finding ${check} ${subject}`);
  return found;
}
