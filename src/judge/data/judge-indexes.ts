import type { Finding } from '../../model/finding.ts';
import type { Index, Table } from '../../model/sections/data/table.ts';
import { type DataComparison, dataFinding } from './data-comparison.ts';
import type { TablePair } from './pair-tables.ts';

/** What an index does, whatever it is called and wherever it is stored. */
function does({ definition, unique }: Index): string {
  const from = definition.indexOf(' USING ');
  const what = definition.slice(from).replaceAll(/ (?:WITH \([^)]*\)|TABLESPACE (?:"(?:[^"]|"")*"|\S+))/g, '');
  return `${unique ? 'UNIQUE' : ''}${what}`;
}

const usable = (indexes: readonly Index[]) => indexes.filter(({ valid }) => valid);

interface Lacking {
  readonly check: 'missing-index' | 'extra-index';
  readonly pair: TablePair;
  readonly index: Index;
  readonly has: string;
  readonly lacks: string;
}

function lacking(data: DataComparison, { check, pair, index, has, lacks }: Lacking): Finding {
  const [first] = index.columns;
  const isInvalid = [pair.reference, pair.candidate].some((side) =>
    side?.table.indexes.some((other) => !other.valid && does(other) === does(index)),
  );
  const table = pair.reference.table.name;
  return dataFinding(
    data,
    {
      check,
      route: `${pair.name}.${index.name}`,
      status: 'diverged',
      severity: data.comparison.policy.rules[check].severity,
      reasonCode: 'outside-tolerance',
      message: `${has} has the index ${index.name}${does(index).replace('UNIQUE', ' (unique)')}, ${isInvalid ? `in ${lacks} it is invalid and never used` : `${lacks} has none that does the same`}`,
      reference: { value: check === 'missing-index' ? 1 : 0, unit: 'indexes', n: null },
      candidate: { value: check === 'missing-index' ? 0 : 1, unit: 'indexes', n: null },
    },
    typeof first === 'string' ? data.usage.ofColumn(table, first) : data.usage.ofTable(table),
  );
}

function judgeTable(data: DataComparison, pair: TablePair, ofWhole: ReadonlySet<string>): Finding[] {
  if (pair.candidate === null) return [];
  const own = ({ indexes }: Table) => usable(indexes).filter((index) => !ofWhole.has(does(index)));
  const [left, right] = [own(pair.reference.table), own(pair.candidate.table)];
  const [ours, theirs] = [new Set(left.map(does)), new Set(right.map(does))];
  const { environment: production } = data.comparison.reference;
  const { environment: staging } = data.comparison.candidate;
  const missing = left.filter((index) => !theirs.has(does(index)));
  const extra = right.filter((index) => !ours.has(does(index)));
  return [
    ...missing.map((index) => lacking(data, { check: 'missing-index', pair, index, has: production, lacks: staging })),
    ...extra.map((index) => lacking(data, { check: 'extra-index', pair, index, has: staging, lacks: production })),
  ];
}

/** Compares indexes by what they do: one that only staging has makes a query quick here and slow there. */
export function judgeIndexes(data: DataComparison): Finding[] {
  const { tables, parts } = data.pair;
  // What the whole has, its parts have too: that is said once.
  const ofWhole = new Set(
    tables.flatMap(({ reference, candidate }) =>
      [reference, candidate].flatMap((side) =>
        side?.table.kind === 'partitioned' ? side.table.indexes.map(does) : [],
      ),
    ),
  );
  return [
    ...tables.flatMap((pair) => judgeTable(data, pair, new Set())),
    ...parts.flatMap((pair) => judgeTable(data, pair, ofWhole)),
  ];
}
