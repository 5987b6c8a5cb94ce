import type { Severity } from '../../model/finding.ts';
import type { PlanCheck } from '../../model/plan-checks.ts';
import { accessKinds } from './accesses.ts';
import type { Change } from './change.ts';
import { isSmall } from './is-small.ts';
import type { PlanQuestion } from './plan-finding.ts';

/** What a change counts for. */
export interface Rated {
  readonly check: PlanCheck;
  readonly severity: Severity;
  /** For the better, which a release may be without a word of blame. */
  readonly isBetter: boolean;
}

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
  const isBetter = question === 'release' && accessKinds.indexOf(to) < accessKinds.indexOf(from);
  const severity = (): Severity => {
    if (from !== 'sequential' && to !== 'sequential') {
      // Reading a whole index may also be a partial one that holds just these rows, so that it does not block.
      const isWorse = from === 'index-only' || to === 'whole-index';
      return isWorse && question === 'release' ? 'warn' : 'observe';
    }
    if (isSmall(size)) return 'observe';
    return question === 'release' ? 'block' : 'warn';
  };
  return { check: 'plan:scan', severity: isBetter ? 'observe' : severity(), isBetter };
}

/** Says under which check a change is told, and how grave it is. */
export function rateChange(change: Change, question: PlanQuestion): Rated {
  if (change.kind === 'scan') return rateScan(change, question);
  if (change.kind === 'tables' && change.whole.length > 0)
    return { check: 'plan:tables', severity: 'warn', isBetter: false };
  return { check: `plan:${change.kind}`, severity: severities[change.kind][question], isBetter: false };
}
