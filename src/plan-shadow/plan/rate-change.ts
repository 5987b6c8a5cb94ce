import type { Severity } from '../../model/finding.ts';
import type { PlanCheck } from '../../model/plan-checks.ts';
import type { AccessKind } from './accesses.ts';
import type { Change, TableSize } from './change.ts';
import type { PlanQuestion } from './plan-finding.ts';

/** What a change counts for. */
export interface Rated {
  readonly check: PlanCheck;
  readonly severity: Severity;
  /** For the better, which a release may be without a word of blame. */
  readonly isBetter: boolean;
}

/**
 * Tables of at most this many pages (256 kB) are read faster from end to end than by any index: one read-ahead, less than a few
 * random pages.
 */
export const smallPages = 32;
/** Where only rows are known. */
export const smallRows = 1000;

/** Tells whether a table is known to be so small that reading all of it is right. */
export function isSmall(size: TableSize | null): boolean {
  if (size === null) return false;
  return size.pages === null ? size.rows !== null && size.rows <= smallRows : size.pages <= smallPages;
}

const order: readonly AccessKind[] = ['index-only', 'index', 'bitmap', 'sequential'];
const both = (severity: Severity) => ({ release: severity, fidelity: severity });

/** Severities by kind of change: a release is blamed for what is worse, a staging for what is other than production’s. */
const severities: Readonly<Record<Exclude<Change['kind'], 'scan'>, Readonly<Record<PlanQuestion, Severity>>>> = {
  index: both('observe'),
  'join-method': both('warn'),
  'join-order': both('warn'),
  sort: { release: 'warn', fidelity: 'observe' },
  spill: both('warn'),
  estimate: both('warn'),
  tables: both('observe'),
};

function rateScan(change: Extract<Change, { kind: 'scan' }>, question: PlanQuestion): Rated {
  const { from, to, size } = change;
  const isBetter = question === 'release' && order.indexOf(to) < order.indexOf(from);
  const severity = (): Severity => {
    if (from !== 'sequential' && to !== 'sequential')
      return from === 'index-only' && question === 'release' ? 'warn' : 'observe';
    if (isSmall(size)) return 'observe';
    return question === 'release' ? 'block' : 'warn';
  };
  return { check: 'plan:scan', severity: isBetter ? 'observe' : severity(), isBetter };
}

/** Says under which check a change is told, and how grave it is. */
export function rateChange(change: Change, question: PlanQuestion): Rated {
  if (change.kind === 'scan') return rateScan(change, question);
  return { check: `plan:${change.kind}`, severity: severities[change.kind][question], isBetter: false };
}
