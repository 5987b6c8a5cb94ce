import type { RollbackFact } from '../model/gate/gate-facts.ts';
import type { GateInput } from '../model/gate/gate-input.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';

/** Further back nobody rolls. */
const most = 300;

async function onceSucceeded(github: EvidencePort, environment: string, sha: string): Promise<boolean> {
  let looked = 0;
  for await (const deployment of github.deployments(environment)) {
    if (deployment.sha === sha) return true;
    looked += 1;
    if (looked === most) break;
  }
  return false;
}

/**
 * Leaves of the rollbacks to a commit only those to one that once served in the environment.
 *
 * Whoever may push can write the record of a rollback; what it opens must be no more than the way back to what was proven.
 */
export async function provenRollbacks(
  github: EvidencePort,
  { environment, sha }: { readonly environment: string; readonly sha: string },
  rollbacks: GateInput<readonly RollbackFact[]>,
): Promise<GateInput<readonly RollbackFact[]>> {
  if (rollbacks.kind !== 'present') return rollbacks;
  const own = rollbacks.value.filter((one) => one.sha === sha && one.environment === environment);
  const isProven = own.length > 0 && (await onceSucceeded(github, environment, sha));
  return { ...rollbacks, value: isProven ? own : [] };
}
