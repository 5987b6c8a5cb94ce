import type { Finding } from '../model/finding.ts';
import { type PlanLine, PlanPair } from '../model/plan-pair.ts';

/** A finding about a query, with both of its plans. */
export interface ShownPlans {
  readonly finding: Finding;
  readonly pair: PlanPair;
}

/** The findings that show two plans, in their order. */
export function planPairs(findings: readonly Finding[]): ShownPlans[] {
  return findings.flatMap((finding) => {
    if (finding.detail?.kind !== 'plans') return [];
    const pair = PlanPair.safeParse(finding.detail);
    return pair.success ? [{ finding, pair: pair.data }] : [];
  });
}

/** A step of a plan, or how many steps in a row are not shown because the other plan has them too. */
export type FoldedLine = PlanLine | { readonly alike: number; readonly depth: number };

/** Plans of so few steps are shown whole. */
const shownWhole = 12;

/** The steps that a step gives its rows to, up to the root. */
function above(lines: readonly PlanLine[], at: number): number[] {
  let depth = lines[at]?.depth ?? 0;
  const found: number[] = [];
  for (let index = at - 1; index >= 0 && depth > 0; index--) {
    const own = lines[index]?.depth ?? 0;
    if (own < depth) found.push(index);
    depth = Math.min(depth, own);
  }
  return found;
}

/** Which steps are needed to see where two plans part: those that differ, what is above them, and what they read first. */
function needed(lines: readonly PlanLine[]): Set<number> {
  const others = [...lines.keys()].filter((at) => lines[at]?.isOther);
  const below = others.filter((at) => (lines[at + 1]?.depth ?? 0) > (lines[at]?.depth ?? 0)).map((at) => at + 1);
  return new Set([0, ...others, ...below, ...others.flatMap((at) => above(lines, at))]);
}

/** A plan without the steps that are alike on both sides and far from where they part. */
export function foldLines(lines: readonly PlanLine[]): FoldedLine[] {
  if (lines.length <= shownWhole) return [...lines];
  const kept = needed(lines);
  const folded: FoldedLine[] = [];
  for (const [at, line] of lines.entries()) {
    const last = folded.at(-1);
    if (kept.has(at)) folded.push(line);
    else if (last !== undefined && 'alike' in last) folded[folded.length - 1] = { ...last, alike: last.alike + 1 };
    else folded.push({ alike: 1, depth: line.depth });
  }
  return folded;
}
