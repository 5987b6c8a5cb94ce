import { invalidPlan } from './invalid-plan.ts';
import type { NamedPlan } from './named-plan.ts';
import { parseJsonPlans } from './parse-json-plans.ts';
import { parseTextPlans } from './parse-text-plans.ts';
import type { Line } from './strip-frame.ts';
import { stepLine } from './text/step-line.ts';

/** How auto_explain begins an entry of the log; the plan follows in lines that begin with a tab. */
const start = /\bduration: ([\d.]+) ms\s+plan:\s*$/;

/** Tells whether a text is a log with entries of auto_explain. */
export function isLog(lines: readonly Line[]): boolean {
  return lines.some(({ text }) => start.test(text));
}

interface Entry {
  readonly first: Line;
  readonly lines: Line[];
}

function entriesOf(lines: readonly Line[]): Entry[] {
  const entries: Entry[] = [];
  let current: Entry | null = null;
  for (const line of lines) {
    if (start.test(line.text)) {
      current = { first: line, lines: [] };
      entries.push(current);
    } else if (/^\s/.test(line.text) || line.text === '') current?.lines.push(line);
    else current = null;
  }
  return entries;
}

const queryText = /^\s*Query Text: ?/;

/** The query stands in front of its plan, in as many lines as it was written in. */
function separateQuery(lines: readonly Line[]): { query: string | null; plan: readonly Line[] } {
  const at = lines.findIndex(({ text }) => {
    const step = stepLine(text);
    return step !== null && step !== 'malformed' && step.hasFigures;
  });
  const [head, plan] = at < 0 ? [[], lines] : [lines.slice(0, at), lines.slice(at)];
  const query = head
    .map(({ text }) => text.replace(queryText, '').trim())
    .join(' ')
    .trim();
  return { query: query === '' ? null : query, plan };
}

function plansOf({ first, lines }: Entry, place: string): NamedPlan[] {
  const text = lines
    .map((line) => line.text)
    .join('\n')
    .trim();
  if (text.startsWith('{') || text.startsWith('[')) return parseJsonPlans(text, place);
  if (/^Query Text: ".*"$|^<explain/.test(text.split('\n')[0] ?? '') && /^\s*(Plan:|<Plan>)/m.test(text)) {
    throw invalidPlan(
      { place, line: first.number, text: first.text },
      'is followed by a plan in YAML or XML; wanted auto_explain.log_format = text or json',
    );
  }
  const { query, plan } = separateQuery(lines);
  return parseTextPlans(plan, place).map((one) => ({ ...one, plan: { ...one.plan, query } }));
}

/** Reads the plans that auto_explain wrote to a log, in text or JSON. */
export function parseLog(lines: readonly Line[], place: string): NamedPlan[] {
  return entriesOf(lines).flatMap((entry) => plansOf(entry, place));
}
