import type { Sighting } from '../../drift/find-drifts.ts';
import type { Finding } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import { plainText } from '../escape/plain-text.ts';
import { type Markdown, md, preformatted } from '../markdown/md.ts';
import type { SideNames } from '../side-names.ts';

/** What one run says of a drift: whether it is there, and the figures of one check. */
export interface Seen {
  readonly sighting: Sighting;
  readonly finding: Pick<Finding, 'reference' | 'candidate'> | null;
}

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const none = '·';
const longestName = 20;

/** A bar of eight heights; both sides are drawn to one scale, from nothing to the most that was measured. */
function bar(value: number | undefined, most: number): string {
  if (value === undefined || !Number.isFinite(value) || !(most > 0)) return none;
  return blocks[Math.min(blocks.length - 1, Math.max(0, Math.ceil((value / most) * blocks.length) - 1))] ?? none;
}

const marks: Readonly<Record<Sighting, string>> = { seen: '●', clean: '○', unknown: none };

/**
 * How a drift went over its runs, as a chart of characters: one column a run, both sides to one scale, and whether they differed.
 *
 * GitHub shows it everywhere, in mails as well, and it can be read without an image.
 *
 * @param runs oldest first
 */
export function historyChart(runs: readonly Seen[], names: SideNames): Markdown {
  const valuesOf = (side: 'reference' | 'candidate') => runs.map(({ finding }) => finding?.[side]?.value);
  const all = [...valuesOf('reference'), ...valuesOf('candidate')].filter((value) => value !== undefined);
  const most = Math.max(0, ...all.filter(Number.isFinite));
  // The name stands behind: what is drawn is as wide in every row.
  const row = (side: 'reference' | 'candidate') => {
    const newest = runs.findLast(({ finding }) => finding?.[side])?.finding?.[side];
    const value = newest ? ` ${formatValue(newest.value, newest.unit)}` : '';
    const bars = valuesOf(side).map((one) => bar(one, most));
    return { indent: 0, words: `${bars.join('')} ${plainText(names[side], longestName)}${value}` };
  };
  const differs = { indent: 0, words: `${runs.map(({ sighting }) => marks[sighting]).join('')} differs` };
  const rows = all.length === 0 ? [differs] : [row('reference'), row('candidate'), differs];
  return md`${preformatted(rows)}One column a run, the newest at the right: ● differs, ○ does not, · not measured.\n`;
}
