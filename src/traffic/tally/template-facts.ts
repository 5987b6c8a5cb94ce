import type { TemplateFact } from '../routing/template-fact.ts';
import { bucketMiddle } from './bucket.ts';
import type { Cells } from './cells.ts';

interface Gathered {
  count: number;
  refused: number;
  readonly methods: Set<string>;
  readonly durations: Map<number, number>;
}

function medianOf(durations: ReadonlyMap<number, number>): number | null {
  const sorted = [...durations].sort(([a], [b]) => a - b);
  let left = sorted.reduce((sum, [, count]) => sum + count, 0) / 2;
  for (const [bucket, count] of sorted) {
    left -= count;
    if (left <= 0) return bucketMiddle(bucket);
  }
  return null;
}

/** What was counted of each template, over its methods. */
export function templateFacts(cells: Cells): TemplateFact[] {
  const gathered = cells.templates.list.map(
    (): Gathered => ({ count: 0, refused: 0, methods: new Set(), durations: new Map() }),
  );
  const of = (cell: number) => gathered[cells.keys[cell]?.[0] ?? 0];
  for (const [cell, [template, method]] of cells.keys.entries()) {
    const one = gathered[template];
    if (one === undefined) continue;
    one.count += cells.numbersOf(cell)[0] ?? 0;
    one.methods.add(cells.methods.list[method] ?? '');
  }
  cells.statuses.forEach((cell, status, count) => {
    const one = of(cell);
    if (one !== undefined && (status === 0 || status >= 400)) one.refused += count;
  });
  cells.durations.forEach((cell, bucket, count) => {
    const durations = of(cell)?.durations;
    durations?.set(bucket, (durations.get(bucket) ?? 0) + count);
  });
  return gathered.flatMap(({ count, refused, methods, durations }, index) =>
    count === 0
      ? []
      : [
          {
            template: cells.templates.list[index] ?? '',
            count,
            methods: [...methods].sort().join(' '),
            refused: refused / count,
            median: medianOf(durations),
          },
        ],
  );
}
