import type { Excerpt, Mistake } from './mistake.ts';

const mostShown = 50;

/**
 * Mistakes as a compiler prints them: place, what is wrong, the line with a caret, and the nearest valid word.
 *
 * Holds no control characters, whatever the file held.
 *
 * @returns text without a newline at its end
 */
export function formatMistakes(mistakes: readonly Mistake[]): string {
  const shown = mistakes.slice(0, mostShown).map(formatMistake);
  const more = mistakes.length - shown.length;
  return [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n\n');
}

function formatMistake(mistake: Mistake): string {
  const lines = [`${placeOf(mistake)}: ${subjectOf(mistake)}${mistake.message}`];
  if (mistake.excerpt !== null) lines.push(...excerptOf(mistake, mistake.excerpt));
  if (mistake.suggestion !== null) lines.push(`  did you mean ${JSON.stringify(mistake.suggestion)}?`);
  else if (!mistake.message.includes(mistake.wanted)) lines.push(`  wanted ${mistake.wanted}`);
  return lines.map(plain).join('\n');
}

function placeOf({ file, line, column }: Mistake): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}

function subjectOf({ path, message }: Mistake): string {
  return path === '' || message.startsWith('unknown key') ? '' : `${path}: `;
}

function excerptOf({ line, length }: Mistake, { text, caret }: Excerpt): string[] {
  const gutter = `  ${line} | `;
  // Tabs keep their width above and below, so that the caret stays under what it points at.
  const before = text.slice(0, caret).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(length, text.length - caret));
  return [gutter + text, `${' '.repeat(gutter.length - 2)}| ${before}${'^'.repeat(width)}`];
}

/** Control, line-separating and direction-changing characters as escapes: they could rewrite the terminal. */
function plain(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
