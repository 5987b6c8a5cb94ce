import { Inert, inertTemplate } from '../escape/inert.ts';
import { markdownCode, markdownPreformatted, markdownText } from '../escape/markdown-text.ts';
import { prose } from '../prose.ts';

export type Markdown = Inert<'markdown'>;

/** Template of Markdown: whatever is filled in is escaped. */
export const md = inertTemplate('markdown', markdownText);

/** A name in code type. */
export function code(name: string, limit = 120): Markdown {
  return new Inert('markdown', markdownCode(name, limit));
}

/** A sentence whose `code` stays code. */
export function sentence(text: string, limit?: number): Markdown {
  return md`${prose(text, limit).map((piece) => (piece.code ? code(piece.words) : md`${piece.words}`))}`;
}

/** Lines one under the other. */
export function lines(parts: readonly Markdown[]): Markdown {
  return md`${parts.map((part) => md`${part}\n`)}`;
}

/** Lines that keep their indentation; `mark` stands before those that matter. */
export function preformatted(rows: readonly { indent: number; words: string; mark?: string }[]): Markdown {
  const written = rows.map(({ indent, words, mark = '' }) =>
    `${mark === '' ? ' ' : markdownPreformatted(mark)} ${' '.repeat(indent)}${markdownPreformatted(words, 300)}`.trimEnd(),
  );
  return new Inert('markdown', `<pre>\n${written.join('\n')}\n</pre>\n`);
}
