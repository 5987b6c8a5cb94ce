import type { Line } from '../strip-frame.ts';
import { asideIn, propertyIn } from './property.ts';

/** Tells whether a line begins something: a step, a property, the name of a CTE or SubPlan, a comment. */
function begins(text: string): boolean {
  return /^\s*(?:->|-- )/.test(text) || propertyIn(text) !== null || asideIn(text) !== null;
}

const figures = /\((?:cost=\d|actual (?:time|rows)=\d)/;
/** The least that a root's line has in front of its figures: `Sort  (cost=`. */
const root = /^\s*[A-Z][A-Za-z].*\((?:cost=\d|actual (?:time|rows)=)/;

/** A root step: figures behind words, and nothing open in front of it that the figures could belong to. */
function isRoot(text: string, before: string): boolean {
  const open = before.lastIndexOf('(') > before.lastIndexOf(')');
  return !open && root.test(text) && figures.test(text);
}

/**
 * Puts together what a terminal or a mail program broke into several lines.
 *
 * A line that begins nothing continues the one before, without a space: a terminal breaks words anywhere. An empty line ends it.
 */
export function joinLines(lines: readonly Line[]): Line[] {
  const joined: { text: string[]; last: string; number: number }[] = [];
  let isOpen = false;
  for (const { text, number } of lines) {
    const current = joined.at(-1);
    if (text.trim() === '') isOpen = false;
    else if (isOpen && current !== undefined && !begins(text) && !isRoot(text, current.last)) {
      current.text.push(text);
      current.last = text;
    } else {
      joined.push({ text: [text], last: text, number });
      isOpen = true;
    }
  }
  return joined.map(({ text, number }) => ({ text: text.join(''), number }));
}
