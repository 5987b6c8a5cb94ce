import { address } from '../model/address.ts';
import type { VerdictFact } from '../model/gate/gate-facts.ts';
import type { Verdict } from '../model/verdict.ts';

/** What the gate looks at of a verdict. */
export function verdictFact({ question, decision, next, subject, findings }: Verdict): VerdictFact {
  return {
    question,
    decision,
    next,
    service: subject.service,
    sha: subject.release?.sha ?? null,
    digest: subject.release?.digest ?? null,
    blocking: findings
      .filter(({ status, severity }) => status === 'diverged' && severity === 'block')
      .map((finding) => address(finding)),
  };
}
