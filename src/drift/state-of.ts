import { differenceOf } from '../judge/difference.ts';
import type { Drift } from './find-drifts.ts';

/** Differences count as the same within this factor: 5 × slower and 6 × slower are one state, 5 × and 12 × are two. */
const step = Math.log(2);

/**
 * A drift in short, for telling whether it changed: which checks differ, how gravely, in which direction and roughly how much.
 *
 * @returns a text that changes only when somebody should be told
 */
export function stateOf({ findings }: Drift): string {
  return findings
    .map((finding) => {
      const difference = differenceOf(finding);
      const size = difference === null ? '' : `${difference.size < 0 ? '-' : '+'}${magnitude(difference)}`;
      return `${finding.check}:${finding.severity}:${size}`;
    })
    .toSorted()
    .join(' ')
    .toWellFormed();
}

/** Ratios by doublings, differences by decimal magnitude. */
function magnitude({ kind, size }: { kind: string; size: number }): number {
  const absolute = Math.abs(size);
  if (kind === 'ratio') return Math.round(absolute / step);
  return absolute === 0 ? 0 : Math.round(Math.log2(absolute));
}
