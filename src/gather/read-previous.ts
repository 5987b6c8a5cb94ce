import type { DeployedFact } from '../model/gate/gate-facts.ts';
import { type GateInput, lacking } from '../model/gate/gate-input.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';

/** Nobody deploys the same commit more often while it soaks. */
const most = 50;

/** Since when a commit has been what runs in an environment, by GitHub’s deployments; deploying it again does not begin anew. */
export async function readPrevious(
  github: EvidencePort,
  { environment, sha, now }: { readonly environment: string; readonly sha: string; readonly now: Date },
): Promise<GateInput<DeployedFact>> {
  let since: Date | null = null;
  let looked = 0;
  for await (const deployment of github.deployments(environment)) {
    if (looked === most) break;
    looked += 1;
    const isOurs = deployment.sha === sha && deployment.stands;
    if (!isOurs && since !== null) break;
    if (!isOurs) {
      const what = deployment.stands ? 'runs' : 'has a broken deployment of';
      return lacking(
        'absent',
        `${environment} ${what} commit ${deployment.sha.slice(0, 12)}; wanted ${sha.slice(0, 12)}`,
      );
    }
    since = deployment.succeededAt;
  }
  if (since === null)
    return lacking('absent', `no deployment of commit ${sha.slice(0, 12)} to ${environment} has succeeded`);
  const value = { environment, sha, since: since.toISOString() };
  return { kind: 'present', value, at: now.toISOString(), links: [] };
}
