import type { Access } from '../chatops/access.ts';
import type { GateRequest, RollbackFact } from '../model/gate/gate-facts.ts';
import type { GateInput } from '../model/gate/gate-input.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';
import { strangersOf } from './strangers-of.ts';

/** Whose rollbacks are let through. */
export interface RollbackStarters {
  /** Login that the App writes as. */
  readonly app: string;
  /** Whether somebody may give commands of a kind now. */
  readonly may: (login: string, access: Access) => Promise<boolean>;
  /** Logins whose deployments count. */
  readonly deployers: readonly string[];
}

/** Further back nobody rolls. */
const most = 300;

async function onceSucceeded(
  github: EvidencePort,
  { environment, target }: RollbackFact,
  deployers: readonly string[],
): Promise<boolean> {
  let looked = 0;
  for await (const deployment of github.deployments(environment)) {
    if (deployment.sha === target && strangersOf(deployment, deployers).length === 0) return true;
    looked += 1;
    if (looked === most) break;
  }
  return false;
}

const isSame = (one: string, other: string | null) => one.toLowerCase() === other?.toLowerCase();

/**
 * Leaves only the rollbacks whose run was started by who may roll back.
 *
 * Whoever may push can write the record of a rollback, and any name into it; GitHub alone knows who started a run. The App has looked at
 * everything before. A person’s run must be his own, and lead to what once served in the environment; where the run itself decides what
 * it deploys, it takes somebody who might as well override the gate.
 */
export async function trustedRollbacks(
  github: EvidencePort,
  { request, starters }: { readonly request: GateRequest; readonly starters: RollbackStarters },
  rollbacks: GateInput<readonly RollbackFact[]>,
): Promise<GateInput<readonly RollbackFact[]>> {
  if (rollbacks.kind !== 'present' || request.runId === null) return rollbacks;
  const { runId, environment } = request;
  const own = rollbacks.value.filter((one) => one.environment === environment);
  if (own.length === 0) return { ...rollbacks, value: [] };
  const startedBy = (await github.run(Number(runId)))?.startedBy ?? null;
  const isTrusted = async (rollback: RollbackFact) => {
    const { by, byDeployment, runIds } = rollback;
    // One that has not said which run it started opens nothing.
    if (!byDeployment && runIds === null) return true;
    if (isSame(starters.app, startedBy)) return true;
    if (!isSame(by, startedBy) || !(await onceSucceeded(github, rollback, starters.deployers))) return false;
    return starters.may(by, byDeployment ? 'release' : 'override');
  };
  const trusted = await Promise.all(own.map(isTrusted));
  return { ...rollbacks, value: own.filter((_, index) => trusted[index]) };
}
