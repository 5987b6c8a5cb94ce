import type { Backtest, JudgeBacktest, JudgedRelease } from '../../model/canary/backtest.ts';
import type { FalseAlarms } from '../../model/canary/false-alarms.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { Screen, type ScreenOptions, type Style } from '../terminal/screen.ts';
import { promiseText, rateText } from './promise-text.ts';

const nameWidth = 30;
const cellWidth = 20;
const looks: Readonly<Record<FalseAlarms['promise'], Style>> = { kept: 'green', broken: 'red', unproven: 'yellow' };

/** One judge in one sentence: what it stops, what it stops wrongly, and how early. */
export function backtestSentence({ judge, bad, good, minutesBeforeRollback }: JudgeBacktest): string {
  const found = `stops ${formatCount(bad.stopped)} of ${formatCount(bad.total)} bad ones`;
  const wrong = `${formatCount(good.stopped)} of ${formatCount(good.replays)} good ones`;
  return `${judge} ${found}, ${wrong}${whenText(minutesBeforeRollback)}.`;
}

function whenText(minutes: number | null): string {
  if (minutes === null) return '';
  const length = formatValue(Math.abs(minutes) * 60, 's');
  return minutes >= 0 ? `, ${length} before they were rolled back` : `, ${length} after they were rolled back`;
}

function outcomeText({ outcome, minutes }: JudgedRelease): string {
  return minutes === null ? outcome : `${outcome} @ ${formatValue(minutes * 60, 's')}`;
}

/** Wrong is red: a bad release that passed, a good one that was stopped. */
function toneOf({ was, outcome }: JudgedRelease): Style {
  if (outcome === 'undecided') return 'yellow';
  return (was === 'bad') === (outcome === 'stopped') ? 'green' : 'red';
}

function releaseLines(screen: Screen, { judges }: Backtest): string[] {
  const [first] = judges;
  const head = ['release', 'was', ...judges.map(({ judge }) => judge)];
  const widths = [nameWidth, 6, ...judges.map(() => cellWidth)];
  const line = (words: readonly string[]) => words.map((word, at) => screen.cell(word, widths[at] ?? cellWidth));
  const rows = (first?.releases ?? []).map((release, at) => {
    const cells = judges.map((judge) => judge.releases[at]);
    const [name = '', was = ''] = line([release.name, release.was]);
    return `  ${name}${was}${cells.map((cell) => (cell === undefined ? '' : screen.style(toneOf(cell), screen.cell(outcomeText(cell), cellWidth)))).join('')}`.trimEnd();
  });
  return [`  ${screen.style('dim', line(head).join('').trimEnd())}`, ...rows];
}

/** Past releases judged anew: a sentence per judge, a table of releases, and what became of the promise. */
export function backtestTerminal(backtest: Backtest, options: ScreenOptions): string {
  const screen = new Screen(options);
  const [first] = backtest.judges;
  return [
    ...backtest.judges.flatMap((judge) => screen.block('', backtestSentence(judge), { words: 'bold' })),
    '',
    ...releaseLines(screen, backtest),
    '',
    ...(first === undefined
      ? []
      : [
          ...screen.block('', `False alarms of ${first.judge}: ${rateText(first.good)}.`),
          ...screen.block('', promiseText(first.good), { words: looks[first.good.promise] }),
        ]),
    ...backtest.silent.flatMap(({ name, was, reason }) =>
      screen.block('- ', `${name} (${was}) says nothing and counts nowhere: ${reason}.`, { words: 'yellow' }),
    ),
    ...backtest.remarks.flatMap((remark) => screen.block('- ', remark, { words: 'dim' })),
  ].join('\n');
}
