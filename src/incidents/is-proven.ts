import { createHash } from 'node:crypto';
import type { IncidentEntry } from './incident-index.ts';

/** SHA-256 of a guard’s file, by which its proof is known. */
export function guardHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Tells whether a guard has failed on a bad target and passed on a good one, as it stands now.
 *
 * @param hash hash of its file now; null: the file was not read, and the proof is taken for its own
 */
export function isProven({ proof }: Pick<IncidentEntry, 'proof'>, hash: string | null): boolean {
  if (proof === null || (hash !== null && hash !== proof.guardHash)) return false;
  return proof.bad.outcome === 'failed' && proof.good.outcome === 'passed';
}
