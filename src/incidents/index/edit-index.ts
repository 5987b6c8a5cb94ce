import { Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { UsageError } from '../../model/usage-error.ts';
import type { IncidentEntry } from '../incident-index.ts';
import { indexName, parseIndex } from './parse-index.ts';

const preface = ` Incidents and the tests that would have caught them. tollgate incident check reads this file; people may edit it.`;

/**
 * Writes one incident into the text of an index: in place where it is there, else at the end. Comments and other entries stay as they are.
 *
 * @param text null where there is no index yet
 * @throws UsageError where the text is no index
 */
export function editIndex(text: string | null, entry: IncidentEntry): string {
  const document = text === null ? newDocument() : parseDocument(text);
  if (text !== null) parseIndex(text);
  const incidents = document.get('incidents');
  if (!isSeq(incidents)) throw new UsageError('invalid-incident', `${indexName} holds no list of incidents`);
  const node = document.createNode(plain(entry));
  const at = placeOf(incidents, entry.id);
  if (at < 0) incidents.add(node);
  else incidents.set(at, node);
  incidents.flow = false;
  return document.toString({ lineWidth: 0 });
}

function newDocument(): Document {
  const document = new Document({ schema: 'tollgate.incidents/1', incidents: [] });
  document.commentBefore = preface;
  return document;
}

function placeOf(incidents: YAMLSeq, id: string): number {
  return incidents.items.findIndex((item) => isMap(item) && String(item.get('id')) === id);
}

/** Without what says nothing: an absent waiver. */
function plain({ waiver, ...entry }: IncidentEntry): object {
  return waiver === null ? entry : { ...entry, waiver };
}
