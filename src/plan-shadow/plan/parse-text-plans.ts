import { z } from 'zod';
import { isTooDeep, PostgresPlan } from '../../model/plan.ts';
import { invalidPlan } from './invalid-plan.ts';
import type { NamedPlan } from './named-plan.ts';
import type { Line } from './strip-frame.ts';
import { joinLines } from './text/join-lines.ts';
import { nodeWords } from './text/node-words.ts';
import { asideIn, propertyIn } from './text/property.ts';
import { isKnownStep, type StepLine, stepLine } from './text/step-line.ts';
import { TextPlan } from './text/text-plan.ts';

const wanted =
  'wanted a plan as EXPLAIN prints it: “Seq Scan on orders  (cost=0.00..35.50 rows=10 width=4)”, or EXPLAIN (FORMAT JSON)';

const columnOf = (text: string) => text.length - text.trimStart().length;

interface Started {
  readonly name: string | null;
  readonly line: Line;
  readonly plan: TextPlan;
}

function rootWithoutFigures({ text }: Line): StepLine {
  return { column: columnOf(text), hasArrow: false, hasFigures: false, fields: nodeWords(text.trim()) };
}

/** Reads the lines of a file one after the other; a step further left than the plan before begins a new one. */
class Reader {
  readonly plans: Started[] = [];
  readonly #place: string;
  readonly #hasFigures: boolean;
  #name: string | null = null;

  constructor(place: string, hasFigures: boolean) {
    this.#place = place;
    this.#hasFigures = hasFigures;
  }

  read(line: Line): void {
    const [, name] = /^\s*-- *name: *(\S.*?)\s*$/.exec(line.text) ?? [];
    if (name !== undefined) this.#name = name;
    else this.#readPlan(line);
  }

  #readPlan(line: Line): void {
    const step = this.#stepIn(line);
    const current = this.plans.at(-1)?.plan;
    if (step !== null && this.#isRoot(step, current)) this.#start(step, line);
    else if (current !== undefined) this.#continue(current, step, line.text);
  }

  #stepIn(line: Line): StepLine | null {
    const step = stepLine(line.text);
    if (step === 'malformed') {
      throw invalidPlan(
        { place: this.#place, line: line.number, text: line.text },
        'has figures that cannot be read; wanted (cost=0.00..8.27 rows=1 width=4)',
      );
    }
    if (step !== null || this.#hasFigures || !isKnownStep(line.text)) return step;
    return rootWithoutFigures(line);
  }

  #isRoot({ hasArrow, column }: StepLine, current: TextPlan | undefined): boolean {
    return current === undefined || this.#name !== null || (!hasArrow && column <= current.column);
  }

  #start(step: StepLine, line: Line): void {
    this.plans.push({ name: this.#name, line, plan: new TextPlan(step) });
    this.#name = null;
  }

  #continue(current: TextPlan, step: StepLine | null, text: string): void {
    const [aside, property] = [asideIn(text), propertyIn(text)];
    if (step !== null) current.step(step);
    else if (aside !== null && columnOf(text) > current.column) current.aside(columnOf(text), aside);
    else if (property !== null) current.property(columnOf(text), property);
  }
}

function toPlan({ plan, line, name }: Started, place: string): NamedPlan {
  const { json } = plan;
  const given = { place, line: line.number, text: line.text };
  if (isTooDeep(json)) throw invalidPlan(given, 'begins a plan that is nested deeper than any real one');
  const parsed = PostgresPlan.safeParse(json);
  if (parsed.success) return { name, plan: parsed.data };
  throw invalidPlan(given, `begins a plan that cannot be read; ${wanted}:\n${z.prettifyError(parsed.error)}`);
}

/**
 * Reads plans in PostgreSQL's text form, as pasted from psql, a log or a mail: wrapped lines, several plans, words around them.
 *
 * A comment `-- name: orders-of-customer` in front of a plan names it.
 *
 * @param place what the file is called in messages
 * @throws UsageError that quotes what is wrong and says what is wanted
 */
export function parseTextPlans(lines: readonly Line[], place: string): NamedPlan[] {
  const joined = joinLines(lines);
  const hasFigures = joined.some(({ text }) => {
    const step = stepLine(text);
    return step === 'malformed' || step?.hasFigures === true;
  });
  const reader = new Reader(place, hasFigures);
  for (const line of joined) reader.read(line);
  if (reader.plans.length > 0) return reader.plans.map((started) => toPlan(started, place));
  const [first] = joined;
  throw invalidPlan(
    { place, line: first?.number ?? null, text: first?.text ?? '' },
    first === undefined ? `is empty; ${wanted}` : `is no plan; ${wanted}`,
  );
}
