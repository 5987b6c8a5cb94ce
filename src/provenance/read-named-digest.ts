import { z } from 'zod';
import { imageDigest } from '../model/image-digest.ts';
import type { EvidencePort } from '../model/ports/evidence.ts';
import { readZipEntry } from './read-zip-entry.ts';

/** Name of the artifact, and of the file in it, by which a run says which image it deploys. */
const artifactName = 'tollgate-release';
const fileName = 'tollgate-release.json';
const largest = 65_536;

const Named = z.strictObject({ digest: z.string().regex(imageDigest) });

function parse(file: Buffer): { readonly digest: string } | null {
  try {
    return Named.parse(JSON.parse(file.toString('utf8')));
  } catch {
    return null;
  }
}

/**
 * The image that a run says it deploys. That is a claim, like an option of a command line: evidence about that very image must come from
 * elsewhere.
 *
 * @returns why there is none, in words for people
 * @throws ProviderError where GitHub does not answer
 */
export async function readNamedDigest(
  github: Pick<EvidencePort, 'artifacts'>,
  runId: number,
): Promise<{ readonly digest: string } | { readonly lack: string }> {
  const [artifact] = await github.artifacts(runId, artifactName);
  if (artifact === undefined)
    return { lack: `run ${runId} has no artifact ${artifactName} that says which image it deploys` };
  const wanted = `wanted {"digest": "sha256:…"} in its ${fileName}`;
  if (artifact.size > largest) return { lack: `the artifact ${artifactName} of run ${runId} is too large; ${wanted}` };
  const file = await readZipEntry(await artifact.download(), fileName, largest).catch(() => null);
  const named = file === null ? null : parse(file);
  return named ?? { lack: `the artifact ${artifactName} of run ${runId} names no image; ${wanted}` };
}
