import { htmlText } from '../escape/html-text.ts';
import { type Inert, inertTemplate } from '../escape/inert.ts';
import { plainText } from '../escape/plain-text.ts';
import { prose } from '../prose.ts';

export type Html = Inert<'html'>;

/** Template of HTML: whatever is filled in is escaped, between tags and in quoted attributes alike. */
export const markup = inertTemplate('html', htmlText);

const nameLength = 200;

/** A name in code type, cut where nobody would read on; a long one may break behind each slash. */
export function code(name: string, limit = nameLength): Html {
  const [first = '', ...rest] = plainText(name, limit).split(/(?<=\/)(?=[^\s/])/);
  return markup`<code>${first}${rest.map((part) => markup`<wbr>${part}`)}</code>`;
}

/** A sentence whose `code` stays code. */
export function sentence(text: string): Html {
  return markup`${prose(text).map((piece) => (piece.code ? code(piece.words) : markup`${piece.words}`))}`;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
}

/** A part of the page under its own heading; nothing where there is nothing to show. */
export function section({ id, title, lead }: Section, content: Html | null): Html | null {
  if (content === null) return null;
  return markup`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${lead !== undefined && markup`<p class="lead">${sentence(lead)}</p>`}${content}</section>\n`;
}

/** A part that opens on a click, without any script. */
export function disclosure(summary: Html | string, content: Html): Html {
  return markup`<details><summary>${summary}</summary><div class="inside">${content}</div></details>\n`;
}

/** A wide table that scrolls in itself, so that the page never does; reachable by keyboard. */
export function scrolling(label: string, table: Html): Html {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>\n`;
}
