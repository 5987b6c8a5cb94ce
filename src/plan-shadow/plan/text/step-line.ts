import { type Fields, nodeWords } from './node-words.ts';
import { propertyIn } from './property.ts';

/** A line that holds a step of a plan. */
export interface StepLine {
  /** Column of the arrow, or of the first word where there is none. */
  readonly column: number;
  readonly hasArrow: boolean;
  /** Whether costs or what was measured stand behind its words. */
  readonly hasFigures: boolean;
  readonly fields: Fields;
}

const number = String.raw`(\d+(?:\.\d+)?)`;
const cost = new RegExp(String.raw`\(cost=\s*${number}\.\.${number}\s*rows=\s*${number}\s*width=\s*${number}\)`);
const actual = new RegExp(
  String.raw`\(actual\s*(?:time=\s*${number}\.\.${number}\s*)?rows=\s*${number}\s*loops=\s*${number}\)`,
);
const never = /\(never executed\)/;
/** Where the words of a step end and its figures begin. */
const figures = /\s*\((?=cost=|actual\b|never executed\))/;
/** First words of a step, for plans without any figures. */
const known =
  /^(?:Parallel |Partial |Finalize |Async )*(?:Seq|Index|Index Only|Bitmap Heap|Bitmap Index|Sample|Tid|Tid Range|Function|Table Function|Values|CTE|WorkTable|Subquery|Foreign|Custom|Named Tuplestore) Scan\b|^(?:Parallel |Partial |Finalize )*(?:Nested Loop|Hash|Merge|Append|Merge Append|Limit|Sort|Incremental Sort|Aggregate|GroupAggregate|HashAggregate|MixedAggregate|Group|Unique|Gather|Gather Merge|Materialize|Memoize|Result|WindowAgg|SetOp|HashSetOp|LockRows|ProjectSet|Recursive Union|BitmapAnd|BitmapOr|Insert on|Update on|Delete on|Merge on)\b/;

function figureFields(text: string): Fields | null {
  const [whole, , total, rows, width] = cost.exec(text) ?? [];
  const [ran, , milliseconds, actualRows, loops] = actual.exec(text) ?? [];
  const isNever = never.test(text);
  if (whole === undefined && ran === undefined && !isNever) return null;
  return {
    ...(whole === undefined
      ? {}
      : { 'Total Cost': Number(total), 'Plan Rows': Number(rows), 'Plan Width': Number(width) }),
    ...(ran === undefined ? {} : { 'Actual Rows': Number(actualRows), 'Actual Loops': Number(loops) }),
    ...(milliseconds === undefined ? {} : { 'Actual Total Time': Number(milliseconds) }),
    ...(isNever ? { 'Actual Rows': 0, 'Actual Loops': 0 } : {}),
  };
}

/** Tells whether a plan without any figures could begin with this line. */
export function isKnownStep(text: string): boolean {
  return propertyIn(text) === null && known.test(text.trim());
}

/** Where the words of a step end: at its figures, or at what should be some. */
function endOfWords(text: string): number | null {
  return (cost.exec(text) ?? actual.exec(text) ?? never.exec(text) ?? figures.exec(text))?.index ?? null;
}

/** Reads a line with an arrow or with figures; null for any other, and `'malformed'` where its figures cannot be read. */
export function stepLine(text: string): StepLine | 'malformed' | null {
  const [, blank = '', arrow, rest = ''] = /^(\s*)(->\s*)?(.*)$/.exec(text) ?? [];
  const end = endOfWords(rest);
  // A condition may hold anything, also what looks like figures.
  if (arrow === undefined && (end === null || propertyIn(rest) !== null)) return null;
  const said = end === null ? {} : figureFields(rest.slice(end));
  if (said === null) return 'malformed';
  const words = rest.slice(0, end ?? rest.length).trim();
  return {
    column: blank.length,
    hasArrow: arrow !== undefined,
    hasFigures: end !== null,
    fields: { ...nodeWords(words), ...said },
  };
}
