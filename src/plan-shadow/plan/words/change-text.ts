import { formatCount, formatValue } from '../../../model/format-value.ts';
import type { AccessKind } from '../accesses.ts';
import type { Change, TableSize } from '../change.ts';
import { listText } from './list-text.ts';

/** How PostgreSQL calls a way of reading. */
const scans: Readonly<Record<AccessKind, string>> = {
  'index-only': 'Index Only Scan',
  index: 'Index Scan',
  bitmap: 'Bitmap Heap Scan',
  'whole-index': 'a scan of the whole index',
  sequential: 'Seq Scan',
};

const using = (kind: AccessKind, indexes: readonly string[]) =>
  kind === 'sequential' || indexes.length === 0
    ? scans[kind]
    : `${scans[kind]}${kind === 'whole-index' ? '' : ' using'} ${listText(indexes)}`;

function sizeText(size: TableSize | null): string {
  if (size === null) return '';
  const known = [
    ...(size.rows === null ? [] : [`${formatCount(size.rows)} rows`]),
    ...(size.pages === null ? [] : [`${size.isBound ? 'at most ' : ''}${formatCount(size.pages)} pages`]),
  ];
  return known.length === 0 ? '' : ` (${listText(known)})`;
}

/** What a table is called: as in the query, with its own name where that is another one. */
export function tableText({ alias, relation }: { readonly alias: string; readonly relation: string }): string {
  return alias === relation ? relation : `${relation} ${alias}`;
}

function sortText({ from, to, keys }: Extract<Change, { kind: 'sort' }>): string {
  const by = keys.length === 0 ? '' : ` (by ${keys.join('; ')})`;
  return `${to - from === 1 ? 'a sort was' : `${to - from} sorts were`} added${by}`;
}

function tablesText({ added, removed, whole }: Extract<Change, { kind: 'tables' }>): string {
  const more = added.length === 0 ? [] : [`the query now reads ${listText(added)} too`];
  const less = removed.length === 0 ? [] : [`the query reads ${listText(removed)} no more`];
  const from = whole.length === 0 ? '' : `; ${listText(whole)} from end to end`;
  return [...more, ...less].join(' and ') + from;
}

/** What a change means, in half a sentence. */
export function changeText(change: Change): string {
  switch (change.kind) {
    case 'scan':
      return `${tableText(change)}${sizeText(change.size)} is read by ${using(change.to, change.indexes.to)} instead of ${using(change.from, change.indexes.from)}`;
    case 'index':
      return `${tableText(change)} is read by ${listText(change.to)} instead of ${listText(change.from)}`;
    case 'join-method':
      return `${listText(change.tables)} are joined by ${change.to} instead of ${change.from}`;
    case 'join-order':
      return `the tables are joined in another order: ${change.to.join(', then ')}; before ${change.from.join(', then ')}`;
    case 'sort':
      return sortText(change);
    case 'spill':
      return `${listText(change.steps)} no longer fits into memory and writes temporary files`;
    case 'estimate':
      return `the planner expects ${formatCount(change.estimated)} rows from ${change.step} and gets ${formatCount(change.actual)}: off by ${formatValue(change.to, 'ratio')}, before by ${formatValue(change.from, 'ratio')}`;
    case 'tables':
      return tablesText(change);
  }
}
