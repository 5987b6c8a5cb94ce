import type { DocumentPart } from './fit-parts.ts';
import { type Markdown, md } from './md.ts';

const nothing = md``;

/** A part that is never cut. */
export function essential(text: Markdown): DocumentPart {
  return { open: text, items: [], close: nothing, findings: () => 0, essential: true };
}

/** A table whose rows stand for one finding each, or for as many as `findings` says. */
export function table(
  open: Markdown,
  rows: readonly Markdown[],
  findings: (index: number) => number = () => 1,
): DocumentPart {
  return { open, items: rows, close: md`\n`, findings, essential: false };
}

/** A part that opens on a click; GitHub needs the empty lines to see Markdown in it. */
export function details(summary: Markdown, inner: DocumentPart): DocumentPart {
  return {
    ...inner,
    open: md`<details><summary>${summary}</summary>\n\n${inner.open}`,
    close: md`${inner.close}\n</details>\n\n`,
  };
}
