import { describe, expect, it } from 'vitest';
import { readComparison } from '../../../src/plan-shadow/vouch/comparison.ts';
import { leaves } from '../../../src/plan-shadow/vouch/leaves.ts';

/** One comparison, in short: columns, operators, and c(onstant), f(unction), n(ull test). */
function short(condition: string, isBare = false): string[] {
  return leaves(condition).map((leaf) => {
    const { references, operators, hasConstant, hasFunction, isNullTest } = readComparison(leaf, isBare);
    const columns = references.map(({ alias, column }) => (alias === null ? column : `${alias}.${column}`));
    const marks = [hasConstant ? 'c' : '', hasFunction ? 'f' : '', isNullTest ? 'n' : ''].join('');
    return `${columns.join(' ')} ${operators.join(' ')} ${marks}`.trim();
  });
}

describe('a condition as EXPLAIN prints it', () => {
  it.each([
    ["(orders.status = 'completed'::public.order_status)", ['orders.status = c']],
    ['((o.id = $1) AND (o.total IS NOT NULL))', ['o.id =', 'o.total  n']],
    ["((c.name)::text ~~ 'a AND b%'::text)", ['c.name ~~ c']],
    ['(lower(customers.email) = $1)', ['customers.email = f']],
    ["(o.at < '2026-01-01 00:00:00+00'::timestamp with time zone)", ['o.at < c']],
    ["(o.status = ANY ('{pending,paid}'::order_status[]))", ['o.status = c']],
    ['(a.customer_id = b.customer_id)', ['a.customer_id b.customer_id =']],
    ['((o.a = 1) OR (NOT (o.b >= 2.5)))', ['o.a = c', 'o.b >= c']],
    ['("or""der"."select" <> \'x\'::character varying(3))', ['or"der.select <> c']],
    ['((i.price * (i.quantity)::numeric) > 100.0)', ['i.price i.quantity * > c']],
    ['(p.active)', ['p.active']],
  ])('%s', (condition, wanted) => {
    expect(short(condition)).toEqual(wanted);
  });

  it('names columns alone where it is that of a partial index', () => {
    expect(short("((status = 'open'::text) AND (deleted_at IS NULL))", true)).toEqual(['status = c', 'deleted_at  n']);
  });
});
