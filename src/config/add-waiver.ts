import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { plainText } from '../report/escape/plain-text.ts';

/** A waiver as it is written. */
export interface NewWaiver {
  /** Fingerprint of the finding. */
  readonly finding: string;
  /** "dimension/check subject": what people know it by. */
  readonly address: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day, ISO date. */
  readonly expires: string;
}

export type AddedWaiver =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lack'; readonly message: string };

type Place = readonly string[];

/** Lists replace each other where settings are merged: an own list of a service would hide the one at the top. */
function placeOf(document: Document, service: string): Place {
  const own: Place = ['services', service];
  if (!document.hasIn(own)) return ['waivers'];
  const hasOwn = document.hasIn([...own, 'waivers']);
  return !hasOwn && document.has('waivers') ? ['waivers'] : [...own, 'waivers'];
}

function listAt(document: Document, place: Place): YAMLSeq | null {
  const found = document.getIn(place, true);
  if (found === undefined) {
    document.setIn(place, document.createNode([]));
    const made = document.getIn(place, true);
    return isSeq(made) ? made : null;
  }
  return isSeq(found) ? found : null;
}

function isAbout(item: unknown, { finding, address }: NewWaiver): item is YAMLMap {
  return isMap(item) && [finding, address].includes(String(item.get('finding')));
}

function write(document: Document, list: YAMLSeq, waiver: NewWaiver): void {
  const { finding, reason, owner, expires, address } = waiver;
  const known = list.items.find((item): item is YAMLMap => isAbout(item, waiver));
  if (known !== undefined) {
    for (const [key, value] of Object.entries({ reason, owner, expires })) known.set(key, value);
    return;
  }
  const item = document.createNode({ finding, reason, owner, expires });
  if (isMap(item)) item.commentBefore = ` ${plainText(address, 150)}`;
  // One block list: an empty `[]` would otherwise put comments into one line.
  list.flow = false;
  list.add(item);
}

/**
 * Writes a waiver into the text of a configuration, beside everything that stands there, comments included; the waiver of the same
 * finding is renewed.
 *
 * @param text a configuration without mistakes
 * @param service whose finding it is
 */
export function addWaiver(text: string, service: string, waiver: NewWaiver): AddedWaiver {
  const document = parseDocument(text, { keepSourceTokens: true });
  const place = placeOf(document, service);
  if (document.has('extends') && !document.hasIn(place)) {
    return {
      kind: 'lack',
      message:
        'the configuration extends another file, whose list of waivers an own one would replace; add it there by hand',
    };
  }
  const list = listAt(document, place);
  if (list === null) return { kind: 'lack', message: `${place.join('.')} is no list` };
  write(document, list, waiver);
  const isFlush = /^[ ]*[^\s#-][^\n]*:[ ]*\n(?<indent>[ ]*)- /m.exec(text)?.groups?.['indent'] === '';
  return { kind: 'text', text: document.toString({ lineWidth: 0, indentSeq: !isFlush }) };
}
