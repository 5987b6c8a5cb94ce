import type { Finding } from '../../model/finding.ts';
import { guardLines } from '../guard-lines.ts';
import type { DocumentPart } from './fit-parts.ts';
import { code, md, sentence } from './md.ts';
import { table } from './parts.ts';

/** The guards of past incidents, a row each. */
export function guardsPart(findings: readonly Finding[]): DocumentPart[] {
  const all = guardLines(findings);
  if (all.length === 0) return [];
  const head = md`### Guards of past incidents\n\n| guard | result | what it saw |\n| --- | --- | --- |\n`;
  const rows = all.map(({ word, file, message }) => md`| ${code(file)} | ${word} | ${sentence(message, 400)} |\n`);
  return [table(head, rows, () => 0)];
}
