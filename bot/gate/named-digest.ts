import type { ConfiguredGate } from '../../src/config/gate-of.ts';
import type { GateRequest } from '../../src/model/gate/gate-facts.ts';
import type { EvidencePort } from '../../src/model/ports/evidence.ts';
import { readNamedDigest } from '../../src/provenance/read-named-digest.ts';

/** The image that a run says it deploys, where the gate asks for it. */
export async function namedDigest(
  github: EvidencePort,
  runId: number | null,
  { gate }: Extract<ConfiguredGate, { ok: true }>,
): Promise<Pick<GateRequest, 'digest' | 'digestLack'>> {
  if (!gate.required.includes('digest')) return { digest: null };
  if (runId === null) return { digest: null, digestLack: 'no run waits here that says which image it deploys' };
  const named = await readNamedDigest(github, runId);
  return 'lack' in named ? { digest: null, digestLack: named.lack } : named;
}
