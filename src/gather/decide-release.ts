import type { ConfiguredGate } from '../config/gate-of.ts';
import { gateRules } from '../config/gate-schema.ts';
import { decideGate } from '../gate/decide-gate.ts';
import type { GateAnswer } from '../model/gate/gate-answer.ts';
import type { GateRequest } from '../model/gate/gate-facts.ts';
import { type Gathering, gatherInputs } from './gather-inputs.ts';

/** What somebody asks of a gate; which service it lets in, and what GitHub knows of the commit, is added here. */
export type AskedRelease = Omit<GateRequest, 'service' | 'pullRequests'>;

/**
 * Decides about a release, by evidence as it is now; every door asks here.
 *
 * @throws ProviderError where GitHub does not say which pull requests the commit came with: that is no decision
 */
export async function decideRelease(
  gathering: Gathering,
  asked: AskedRelease,
  { service, gate }: Extract<ConfiguredGate, { ok: true }>,
): Promise<GateAnswer> {
  const rules = gateRules(gate);
  const pullRequests = await gathering.github.pullRequestsOf(asked.sha);
  const request: GateRequest = { ...asked, service, pullRequests };
  const inputs = await gatherInputs(gathering, request, rules);
  return decideGate({ request, inputs, rules, now: gathering.now });
}
