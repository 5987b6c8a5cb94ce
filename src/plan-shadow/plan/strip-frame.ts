/** A line of a plan, and where it stood. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** psql's header, or the name of the function that explained. */
const header = /^\s*"?(QUERY PLAN|\w*explain\w*)"?\s*$/;
const longestHeader = 300;
/** Rules of psql's frames: nothing but what lines are drawn with. */
const drawn = /^[\s|+│┌┐└┘├┤┼┬┴─═╔╗╚╝╞╡╠╣╤╧╪║-]+$/;
const stroke = /[-─═]{3}/;
const rowCount = /^\s*\(\d+ \p{L}+\)\s*$/u;
const bars = '|│║';
const marks = '+↵';

function isDecoration(text: string): boolean {
  if (drawn.test(text)) return stroke.test(text);
  return text.length <= longestHeader && (header.test(text) || rowCount.test(text));
}

/** Some clients put every line between quotation marks; in JSON only some lines begin and end with one. */
function areQuoted(lines: readonly string[]): boolean {
  const full = lines.map((line) => line.trim()).filter((line) => line !== '');
  return full.length > 0 && full.every((line) => line.length > 1 && line.startsWith('"') && line.endsWith('"'));
}

/** What stands between the bars of psql’s frames, or between a client's quotation marks. */
function inside(line: string, isQuoted: boolean): string {
  const text = line.trim();
  if (isQuoted) return text.slice(1, -1).replaceAll('""', '"').trimEnd();
  const isFramed = text.length > 1 && bars.includes(text.at(0) ?? ' ') && text.at(0) === text.at(-1);
  return isFramed ? text.slice(1, -1).trimEnd() : line.trimEnd();
}

const isMarked = ({ text }: Line) => marks.includes(text.at(-1) ?? ' ');

/** psql marks a line that goes on in the same cell by + or ↵ at its end. */
function withoutMarks(lines: readonly Line[]): Line[] {
  const full = lines.filter(({ text }) => text !== '');
  const marked = full.filter(isMarked).length;
  if (marked === 0 || marked < full.length - 2) return [...lines];
  return lines.map((line) => (isMarked(line) ? { ...line, text: line.text.slice(0, -1).trimEnd() } : line));
}

/**
 * The lines of a plan without what psql and other clients draw around it: headers, rules, bars, marks of continuation, row counts.
 *
 * What is taken away leaves an empty line, so that what follows is no continuation of what was before.
 */
export function stripFrame(text: string): Line[] {
  const given = text.split(/\r?\n/);
  const isQuoted = areQuoted(given);
  const lines = given.map((line, index) => {
    const own = inside(line, isQuoted);
    return { text: isDecoration(own) || isDecoration(line) ? '' : own, number: index + 1 };
  });
  return withoutMarks(lines);
}
