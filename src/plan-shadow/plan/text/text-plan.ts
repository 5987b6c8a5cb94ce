import type { Fields } from './node-words.ts';
import { type Property, propertyFields } from './property.ts';
import type { StepLine } from './step-line.ts';

/** A step, or the name above a step that stands aside, with the column that it begins in. */
interface Level {
  readonly column: number;
  readonly fields: Fields;
  readonly children: Fields[];
  /** `CTE x`, `InitPlan 1`; null for a step. */
  readonly aside: string | null;
}

const pairs: ReadonlySet<string> = new Set(['Nested Loop', 'Hash Join', 'Merge Join', 'Recursive Union', 'SetOp']);
const lists: ReadonlySet<string> = new Set(['Append', 'Merge Append', 'BitmapAnd', 'BitmapOr']);

/** What a step is to the one above, which the text form does not say. */
function roleIn(parent: Level): string {
  const type = String(parent.fields['Node Type']);
  const before = parent.children.filter((child) => child['Subplan Name'] === undefined).length;
  if (lists.has(type)) return 'Member';
  if (type === 'Subquery Scan') return 'Subquery';
  return pairs.has(type) && before > 0 ? 'Inner' : 'Outer';
}

function asideFields(name: string): Fields {
  return { 'Parent Relationship': name.includes('SubPlan') ? 'SubPlan' : 'InitPlan', 'Subplan Name': name };
}

/** Builds one plan from the lines of its text form, as PostgreSQL's JSON form has it. */
export class TextPlan {
  readonly column: number;
  readonly #root: Fields;
  readonly #whole: Fields = {};
  #open: Level[];

  constructor(root: StepLine) {
    this.column = root.column;
    const level: Level = {
      column: root.hasArrow ? root.column : root.column - 1,
      fields: root.fields,
      children: [],
      aside: null,
    };
    this.#root = root.fields;
    this.#root['Plans'] = level.children;
    this.#open = [level];
  }

  /** The step or name that a line in this column stands below; the root where it is further left than all. */
  #above(column: number): Level | undefined {
    while (this.#open.length > 1 && (this.#open.at(-1)?.column ?? 0) >= column) this.#open.pop();
    return this.#open.at(-1);
  }

  step({ column, fields }: StepLine): void {
    const above = this.#above(column);
    const parent = this.#open.findLast(({ aside }) => aside === null);
    if (above === undefined || parent === undefined) return;
    Object.assign(fields, above.aside === null ? { 'Parent Relationship': roleIn(parent) } : asideFields(above.aside));
    const children: Fields[] = [];
    fields['Plans'] = children;
    parent.children.push(fields);
    this.#open.push({ column, fields, children, aside: null });
  }

  aside(column: number, name: string): void {
    this.#above(column);
    this.#open.push({ column, fields: {}, children: [], aside: name });
  }

  property(column: number, property: Property): void {
    if (column <= this.column) this.#ofWhole(property);
    else {
      const step = this.#open.findLast(({ aside }) => aside === null);
      if (step !== undefined) Object.assign(step.fields, propertyFields(property, step.fields));
    }
  }

  #ofWhole({ key, value }: Property): void {
    if (key === 'Settings') {
      const settings = [...value.matchAll(/([\w.]+) = '((?:[^']|'')*)'/g)].map(([, name = '', text = '']) => [
        name,
        text,
      ]);
      this.#whole['Settings'] = Object.fromEntries(settings);
    }
    if (key === 'Execution Time' || key === 'Total runtime') this.#whole['Execution Time'] = Number.parseFloat(value);
  }

  /** The plan in the keys of PostgreSQL's JSON form. */
  get json(): Fields {
    return { ...this.#whole, Plan: this.#root };
  }
}
