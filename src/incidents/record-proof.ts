import { isMap, isSeq, parseDocument } from 'yaml';
import type { IncidentProof } from './incident-index.ts';

/**
 * Writes the proof of a guard into the text of an index, for every incident that shares the guard; comments and order stay.
 *
 * @param file the guard's file as the index names it
 * @throws Error where the text is no index
 */
export function recordProof(index: string, file: string, proof: IncidentProof): string {
  const document = parseDocument(index);
  const incidents = document.get('incidents');
  if (!isSeq(incidents)) throw new Error('the index has no list of incidents');
  for (const entry of incidents.items)
    if (isMap(entry) && entry.getIn(['guard', 'file']) === file) entry.set('proof', document.createNode(proof));
  return document.toString({ lineWidth: 0 });
}
