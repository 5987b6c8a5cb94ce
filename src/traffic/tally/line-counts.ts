import { exclusionRules } from '../exclusion/rules.ts';
import { malformedReasons } from '../formats/outcome.ts';

/** What became of the lines of a piece of a log; plain data. */
export interface LineCounts {
  lines: number;
  parsed: number;
  /** By reason, in the order of the reasons. */
  readonly malformed: number[];
  /** By rule, in the order of the rules. */
  readonly excluded: number[];
  outOfOrder: number;
  /** Requests of which the log says whether the client left early, and those where it did. */
  abandonable: number;
  abandoned: number;
  /** Requests of which the log says which of their connection they are, and first ones among them. */
  onConnections: number;
  connections: number;
  /** Times have parts of a second. */
  hasFractions: boolean;
  readonly zones: Set<number>;
}

export function noLines(): LineCounts {
  return {
    lines: 0,
    parsed: 0,
    malformed: malformedReasons.map(() => 0),
    excluded: exclusionRules.map(() => 0),
    outOfOrder: 0,
    abandonable: 0,
    abandoned: 0,
    onConnections: 0,
    connections: 0,
    hasFractions: false,
    zones: new Set(),
  };
}

const added = (mine: number[], theirs: readonly number[]) => {
  for (const [index, count] of theirs.entries()) mine[index] = (mine[index] ?? 0) + count;
};

/** Adds the counts of another piece. */
export function addLineCounts(mine: LineCounts, theirs: LineCounts): void {
  mine.lines += theirs.lines;
  mine.parsed += theirs.parsed;
  added(mine.malformed, theirs.malformed);
  added(mine.excluded, theirs.excluded);
  mine.outOfOrder += theirs.outOfOrder;
  mine.abandonable += theirs.abandonable;
  mine.abandoned += theirs.abandoned;
  mine.onConnections += theirs.onConnections;
  mine.connections += theirs.connections;
  mine.hasFractions ||= theirs.hasFractions;
  for (const zone of theirs.zones) mine.zones.add(zone);
}
