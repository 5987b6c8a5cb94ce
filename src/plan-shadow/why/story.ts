import type { Plan } from '../../model/plan.ts';
import { everyStep } from '../plan/every-step.ts';
import { shapeOf } from '../plan/shape.ts';
import type { Flip } from './find-flips.ts';
import { aboutRows } from './rows-between.ts';

/** A query's plan at one size of its tables. */
export interface Sized {
  readonly plan: Plan;
  /** Rows of the table that is largest in production. */
  readonly rows: number;
}

/** Where plans of a query part as its tables grow. */
export interface Growth {
  readonly query: string;
  /** The largest table of the query in production. */
  readonly table: string;
  readonly from: Sized;
  readonly to: Sized;
  readonly flips: readonly Flip<Sized>[];
  /** What the smaller side is called: `staging`, or null where it is a thousand rows that nobody has. */
  readonly smaller: string | null;
}

const reads = /Scan/;
const joins = /Join|Nested Loop/;

/** The steps that decide how long a query takes: how it joins and how it reads, from the top. */
function stepsOf({ root }: Plan): string {
  const steps = everyStep(shapeOf(root)).flatMap((shape) => {
    const { node } = shape;
    if (joins.test(node.type)) return [node.type];
    if (!reads.test(node.type) || node.type === 'Bitmap Index Scan') return [];
    const indexes = everyStep(shape).flatMap((step) => step.node.index ?? []);
    const index = indexes.length === 0 ? '' : ` by ${[...new Set(indexes)].join(' and ')}`;
    return [`${node.type} on ${node.alias ?? node.object ?? 'a result'}${index}`];
  });
  return [...new Set(steps)].join(' + ') || root.type;
}

/**
 * Says in words where the plans of a query part as its tables grow from one size to another.
 *
 * "Index Scan on orders up to 1.3 million rows, then Hash Join + Seq Scan on orders; staging has 12,000, production 14 million"
 */
export function story({ table, from, to, flips, smaller }: Growth): string {
  const sides = `${smaller ?? 'the smallest size tried'} has ${aboutRows(from.rows)} rows of ${table}, production ${aboutRows(to.rows)}`;
  const [first] = flips;
  if (first === undefined) return `the same steps at every size: ${stepsOf(to.plan)}; ${sides}`;
  const start = `${stepsOf(first.before.value.plan)} up to ${aboutRows(first.before.value.rows)} rows`;
  const rest = flips.map(({ after }, at) => {
    const next = flips[at + 1];
    const until = next === undefined ? '' : ` up to ${aboutRows(next.before.value.rows)} rows`;
    return `then ${stepsOf(after.value.plan)}${until}`;
  });
  return `${[start, ...rest].join(', ')}; ${sides}`;
}
