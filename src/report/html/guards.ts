import type { Finding } from '../../model/finding.ts';
import { guardLines } from '../guard-lines.ts';
import { code, type Html, markup, scrolling, sentence } from './markup.ts';

/** The guards of past incidents, a row each. */
export function guards(findings: readonly Finding[]): Html | null {
  const all = guardLines(findings);
  if (all.length === 0) return null;
  const rows = all.map(
    ({ word, file, message }) =>
      markup`<tr><th scope="row">${code(file)}</th><td${word === 'failed' && markup` class="off"`}>${word}</td><td>${sentence(message)}</td></tr>\n`,
  );
  return scrolling(
    'Guards of past incidents',
    markup`<table><thead><tr><th>Guard</th><th>Result</th><th>What it saw</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}
