import type { Excerpt, Mistake } from './mistake.ts';
import { redactSecrets } from './redact.ts';
import { maskLine } from './secret-places.ts';

/** A longer line is not shown: it would have to be cut, perhaps inside a secret. */
const longest = 200;

/**
 * Mistakes in the order of their files and lines, each once, with the line they speak of; secrets are masked everywhere.
 *
 * @param texts text of the files by name
 */
export function withExcerpts(
  mistakes: readonly Mistake[],
  texts: ReadonlyMap<string, string>,
  secrets: readonly string[],
): Mistake[] {
  const lines = new Map([...texts].map(([file, text]) => [file, text.replace(/^\uFEFF/, '').split(/\r?\n/)]));
  const mask = (text: string) => redactSecrets(maskLine(text), secrets);
  const shown = (mistake: Mistake): Mistake => ({
    ...mistake,
    message: redactSecrets(mistake.message, secrets),
    given: mistake.given === null ? null : redactSecrets(mistake.given, secrets),
    wanted: redactSecrets(mistake.wanted, secrets),
    suggestion: mistake.suggestion === null ? null : redactSecrets(mistake.suggestion, secrets),
    excerpt: excerptOf(lines.get(mistake.file)?.[mistake.line - 1], mistake.column, mask),
  });
  return once(mistakes)
    .map(shown)
    .sort(inOrder([...texts.keys()]));
}

function excerptOf(line: string | undefined, column: number, mask: (text: string) => string): Excerpt | null {
  if (line === undefined || line.trim() === '' || line.length > longest) return null;
  const text = mask(line);
  // Tabs and masked secrets before the caret have another width than in the file.
  return { text, caret: Math.min(mask(line.slice(0, column - 1)).length, text.length) };
}

/** Several services inherit the same setting, and its mistake with it. */
function once(mistakes: readonly Mistake[]): Mistake[] {
  const address = ({ file, line, column, message }: Mistake) => JSON.stringify([file, line, column, message]);
  const first = new Map<string, Mistake>();
  for (const mistake of mistakes) if (!first.has(address(mistake))) first.set(address(mistake), mistake);
  return [...first.values()];
}

function inOrder(files: readonly string[]): (a: Mistake, b: Mistake) => number {
  // Options, and files that could not be read, come last.
  const rank = ({ file }: Mistake) => (files.includes(file) ? files.indexOf(file) : files.length);
  return (a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column;
}
