import type { Exclusion, TrafficSource } from '../../model/traffic/source.ts';
import { exclusionRules } from '../exclusion/rules.ts';
import { malformedReasons } from '../formats/outcome.ts';
import type { LineCounts } from '../tally/line-counts.ts';
import type { Gathering } from './gathering.ts';

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** Lines, parsed, malformed, excluded. */
function lineNumbers({ lines, parsed, malformed, excluded }: LineCounts) {
  return { lines, parsed, malformed: sum(malformed), excluded: sum(excluded) };
}

/** Offset from UTC as people write it, `+05:30`. */
function zoneText(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Where the model comes from, and what became of each line. */
export function sourceOf(gathering: Gathering, resolution: number | null): TrafficSource {
  const { counts, files, firstSecond, lastSecond } = gathering;
  const instant = (second: number) => (Number.isFinite(second) ? new Date(second * 1000).toISOString() : null);
  return {
    files: files.map((file) => ({ name: file.name, format: file.format, ...lineNumbers(file.counts) })),
    format: [...new Set(files.map(({ format }) => format))].join(', '),
    ...lineNumbers(counts),
    malformedBy: counts.malformed.flatMap((count, index) =>
      count === 0 ? [] : [{ reason: malformedReasons[index] ?? '', count }],
    ),
    outOfOrder: counts.outOfOrder,
    from: instant(firstSecond),
    to: instant(lastSecond),
    resolution,
    zones: [...counts.zones].sort((a, b) => a - b).map(zoneText),
  };
}

/** What each rule left out. */
export function exclusionsOf({ excluded }: LineCounts): Exclusion[] {
  return exclusionRules.flatMap((rule, index) => {
    const count = excluded[index] ?? 0;
    return count === 0 ? [] : [{ ...rule, count }];
  });
}
