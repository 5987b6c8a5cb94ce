import type { PlanNode } from '../../../model/plan.ts';
import type { Shape } from '../shape.ts';

const aggregates: ReadonlyMap<string | null, string> = new Map([
  ['Sorted', 'GroupAggregate'],
  ['Hashed', 'HashAggregate'],
  ['Mixed', 'MixedAggregate'],
]);

/** Nested Loop and Hash Left Join, as PostgreSQL's text form calls them. */
function kindText({ type, joinType, strategy, operation }: PlanNode): string {
  if (joinType !== null && joinType !== 'Inner') {
    return type === 'Nested Loop' ? `Nested Loop ${joinType} Join` : type.replace(' Join', ` ${joinType} Join`);
  }
  if (type === 'Aggregate') return aggregates.get(strategy) ?? type;
  if (operation === null) return type;
  return type === 'ModifyTable' ? operation : `${type} ${operation}`;
}

/** What is read: the relation and what the query calls it. */
function nameText({ relation, alias, object }: PlanNode): string {
  const own = relation ?? object ?? alias ?? '';
  return alias === null || alias === own ? own : `${own} ${alias}`;
}

function objectText(node: PlanNode): string {
  const named = nameText(node);
  if (node.index !== null) return named === '' ? ` on ${node.index}` : ` using ${node.index} on ${named}`;
  if (named === '') return '';
  return node.type === 'Custom Scan' ? ` (${named})` : ` on ${named}`;
}

/** A step as PostgreSQL’s text form calls it, for example `Index Scan using orders_pkey on orders o`. */
export function stepText({ node, times }: Pick<Shape, 'node' | 'times'>): string {
  const { name } = node;
  const front = name === null ? '' : `${name.replace(/ \(returns .*\)$/, '')}: `;
  return `${front}${kindText(node)}${objectText(node)}${times > 1 ? ` and ${times - 1} more partitions` : ''}`;
}
