import { Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { UsageError } from '../../model/usage-error.ts';
import type { IncidentEntry } from '../incident-index.ts';
import { indexName, parseIndex } from './parse-index.ts';

const preface = ` Incidents and the tests that would have caught them. tollgate incident check reads this file; people may edit it.`;

/**
 * Writes one incident into the text of an index: what differs in its entry where there is one, else a new one at the end. Comments and
 * other entries stay as they are; where nothing differs, so does every byte.
 *
 * @param text null where there is no index yet
 * @throws UsageError where the text is no index
 */
export function editIndex(text: string | null, entry: IncidentEntry): string {
  const document = text === null ? newDocument() : parseDocument(text);
  const before = text === null ? undefined : parseIndex(text).incidents.find(({ id }) => id === entry.id);
  const incidents = document.get('incidents');
  if (!isSeq(incidents)) throw new UsageError('invalid-incident', `${indexName} holds no list of incidents`);
  const changed = changes(before, entry);
  if (text !== null && before !== undefined && changed.length === 0) return text;
  const node = incidents.items.find((item): item is YAMLMap => isMap(item) && String(item.get('id')) === entry.id);
  if (node === undefined) incidents.add(document.createNode(Object.fromEntries(changed)));
  else for (const [key, value] of changed) node.set(key, document.createNode(value));
  incidents.flow = false;
  return document.toString({ lineWidth: 0 });
}

function newDocument(): Document {
  const document = new Document({ schema: 'tollgate.incidents/1', incidents: [] });
  document.commentBefore = preface;
  return document;
}

/** Fields of an entry that are others than before; an absent waiver says nothing. */
function changes(before: IncidentEntry | undefined, entry: IncidentEntry): [string, unknown][] {
  const written = (value: unknown) => JSON.stringify(value ?? null);
  const was = new Map<string, unknown>(Object.entries(before ?? {}));
  return Object.entries(entry).filter(
    ([key, value]) => (before === undefined && key !== 'waiver') || written(was.get(key)) !== written(value),
  );
}
