import type { Random } from '../../../src/demo/random.ts';

/** A step as PostgreSQL's JSON form has it, and as its text form calls it. */
interface Step {
  readonly json: Record<string, unknown>;
  readonly words: string;
  readonly lines: readonly string[];
  readonly children: readonly Step[];
  /** `CTE x`, `SubPlan 1` above the step in the text form. */
  readonly aside?: string;
}

const names = [
  'orders',
  'customers',
  'a',
  'select',
  'o"x',
  'with space',
  'a.b',
  'ünï',
  'x -> y',
  '__proto__',
  'UPPER',
  '1st',
];
const quoted = (name: string) =>
  /^[a-z_][a-z_0-9]*$/.test(name) && name !== 'select' ? name : `"${name.replaceAll('"', '""')}"`;

function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function scan(random: Random, count: () => number): Step {
  const relation = pick(random, names);
  const alias = random() < 0.5 ? relation : `t${count()}`;
  const on = `${quoted(relation)}${alias === relation ? '' : ` ${quoted(alias)}`}`;
  const base = { 'Relation Name': relation, Alias: alias };
  const condition = "(id = '(cost=1..2 rows=3 width=4)'::text)";
  if (random() < 0.4)
    return {
      json: { 'Node Type': 'Seq Scan', ...base },
      words: `Seq Scan on ${on}`,
      lines: [`Filter: ${condition}`],
      children: [],
    };
  const index = pick(random, names);
  const type = pick(random, ['Index Scan', 'Index Only Scan']);
  const json = { 'Node Type': type, 'Index Name': index, ...base, 'Index Cond': condition };
  return { json, words: `${type} using ${quoted(index)} on ${on}`, lines: [`Index Cond: ${condition}`], children: [] };
}

const single: readonly (readonly [string, Record<string, unknown>])[] = [
  ['Sort', { 'Node Type': 'Sort', 'Sort Key': ['a'] }],
  ['Limit', { 'Node Type': 'Limit' }],
  ['HashAggregate', { 'Node Type': 'Aggregate', Strategy: 'Hashed' }],
  ['GroupAggregate', { 'Node Type': 'Aggregate', Strategy: 'Sorted' }],
  ['Materialize', { 'Node Type': 'Materialize' }],
  ['Unique', { 'Node Type': 'Unique' }],
  ['Gather', { 'Node Type': 'Gather' }],
];
const double: readonly (readonly [string, Record<string, unknown>])[] = [
  ['Nested Loop', { 'Node Type': 'Nested Loop', 'Join Type': 'Inner' }],
  ['Nested Loop Left Join', { 'Node Type': 'Nested Loop', 'Join Type': 'Left' }],
  ['Hash Anti Join', { 'Node Type': 'Hash Join', 'Join Type': 'Anti' }],
  ['Merge Join', { 'Node Type': 'Merge Join', 'Join Type': 'Inner' }],
  ['Append', { 'Node Type': 'Append' }],
];

function step(random: Random, depth: number, count: () => number): Step {
  if (depth === 0 || random() < 0.15) return scan(random, count);
  const isDouble = random() < 0.5;
  const [words, json] = pick(random, isDouble ? double : single);
  const inputs = Array.from({ length: isDouble ? 2 : 1 }, () => step(random, depth - 1, count));
  const roles = words === 'Append' ? ['Member', 'Member'] : ['Outer', 'Inner'];
  const children = inputs.map((child, at) => ({ ...child, json: { ...child.json, 'Parent Relationship': roles[at] } }));
  if (random() >= 0.2) return { json, words, lines: words === 'Sort' ? ['Sort Key: a'] : [], children };
  const own = scan(random, count);
  const aside = pick(random, [`CTE c${count()}`, `InitPlan ${count()} (returns $0)`, `SubPlan ${count()}`]);
  const role = aside.startsWith('SubPlan') ? 'SubPlan' : 'InitPlan';
  const beside = { ...own, aside, json: { ...own.json, 'Parent Relationship': role, 'Subplan Name': aside } };
  return { json, words, lines: [], children: role === 'SubPlan' ? [...children, beside] : [beside, ...children] };
}

const toJson = ({ json, children }: Step): object => ({
  ...json,
  ...(children.length === 0 ? {} : { Plans: children.map(toJson) }),
});

function toText({ words, lines, children, aside }: Step, column: number): string[] {
  const isRoot = column === 0;
  const above = aside === undefined ? [] : [`${' '.repeat(column)}${aside}`];
  const own = aside === undefined ? column : column + 2;
  const below = isRoot ? 2 : own + 6;
  return [
    ...above,
    `${' '.repeat(own)}${isRoot ? '' : '->  '}${words}  (cost=0.00..8.27 rows=1 width=4)`,
    ...lines.map((line) => `${' '.repeat(below)}${line}`),
    ...children.flatMap((child) => toText(child, below)),
  ];
}

/** A plan that no planner would make, in both of PostgreSQL's forms. */
export function randomPlan(random: Random): { readonly json: string; readonly text: string } {
  let counted = 0;
  const root = step(random, 6, () => ++counted);
  return { json: JSON.stringify([{ Plan: toJson(root) }]), text: toText(root, 0).join('\n') };
}
