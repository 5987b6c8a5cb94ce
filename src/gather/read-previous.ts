import type { DeployedFact } from '../model/gate/gate-facts.ts';
import { type GateInput, lacking } from '../model/gate/gate-input.ts';
import type { EvidencePort, SucceededDeployment } from '../model/ports/evidence.ts';
import { strangersOf } from './strangers-of.ts';

/** Nobody deploys the same commit more often while it soaks. */
const most = 50;

interface WantedPrevious {
  readonly environment: string;
  readonly sha: string;
  /** Logins whose deployments count. */
  readonly deployers: readonly string[];
  readonly now: Date;
}

function whyNone({ environment, sha, deployers }: Omit<WantedPrevious, 'now'>, others: readonly string[]): string {
  const none = `no deployment of commit ${sha.slice(0, 12)} to ${environment} by ${deployers.join(' or ')} has succeeded`;
  return others.length === 0 ? none : `${none}; those of ${others.join(', ')} do not count (\`gate.deployers\`)`;
}

interface Found {
  since: Date | null;
  /** Who deployed it and does not count. */
  readonly others: Set<string>;
}

/** What speaks against the commit counts from anybody, what speaks for it only from those who deploy. */
function noteOwn(found: Found, deployment: SucceededDeployment, deployers: readonly string[]): void {
  const strangers = strangersOf(deployment, deployers);
  for (const stranger of strangers) found.others.add(stranger);
  if (strangers.length === 0) found.since = deployment.succeededAt;
}

/** Since when a commit has been what runs in an environment, by GitHub’s deployments; deploying it again does not begin anew. */
export async function readPrevious(
  github: EvidencePort,
  { environment, sha, deployers, now }: WantedPrevious,
): Promise<GateInput<DeployedFact>> {
  const found: Found = { since: null, others: new Set() };
  let looked = 0;
  for await (const deployment of github.deployments(environment)) {
    if (looked === most) break;
    looked += 1;
    if (deployment.sha !== sha || !deployment.stands) {
      if (found.since !== null) break;
      const what = deployment.stands ? 'runs' : 'has a broken deployment of';
      const other = `${environment} ${what} commit ${deployment.sha.slice(0, 12)}; wanted ${sha.slice(0, 12)}`;
      return lacking('absent', other);
    }
    noteOwn(found, deployment, deployers);
  }
  if (found.since === null) return lacking('absent', whyNone({ environment, sha, deployers }, [...found.others]));
  const value = { environment, sha, since: found.since.toISOString() };
  return { kind: 'present', value, at: now.toISOString(), links: [] };
}
