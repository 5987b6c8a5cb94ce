import type { Alarm, Calibration, JudgeCalibration } from '../../model/canary/calibration.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { Screen, type ScreenOptions } from '../terminal/screen.ts';
import { promiseText, rateText } from './promise-text.ts';

const mostAlarms = 10;

function alarmLine(screen: Screen, { recording, firstRow, look, reason }: Alarm): string[] {
  return screen.block('    - ', `${recording}, from row ${firstRow}: stopped at look ${look}; ${reason}`);
}

function judgeLines(screen: Screen, judge: JudgeCalibration): string[] {
  const { alarms, medianPassMinutes, passed, stopped, undecided, replays } = judge;
  const pass = medianPassMinutes === null ? '' : ` (median ${formatValue(medianPassMinutes * 60, 's')})`;
  const counts = `${formatCount(replays)} replays: ${formatCount(stopped)} stopped, ${formatCount(passed)} passed${pass}, ${formatCount(undecided)} undecided`;
  const shown = alarms.slice(0, mostAlarms);
  return [
    ...screen.block('', judge.judge, { words: 'bold' }),
    ...screen.block('  ', `${counts}.`),
    ...screen.block('  ', `False alarms: ${rateText(judge)}.`),
    ...shown.flatMap((alarm) => alarmLine(screen, alarm)),
    ...(alarms.length > shown.length ? [`    and ${formatCount(alarms.length - shown.length)} more`] : []),
  ];
}

/** Healthy hours replayed as rollouts: the rate of false alarms with its interval, and what became of the promise. */
export function calibrationTerminal(calibration: Calibration, options: ScreenOptions): string {
  const screen = new Screen(options);
  const [first] = calibration.judges;
  const look = first?.promise === 'kept' ? 'green' : 'red';
  return [
    ...calibration.judges.flatMap((judge) => [...judgeLines(screen, judge), '']),
    ...(first === undefined
      ? []
      : screen.block('', promiseText(first), { words: first.promise === 'unproven' ? 'yellow' : look })),
    ...calibration.remarks.flatMap((remark) => screen.block('- ', remark, { words: 'dim' })),
  ].join('\n');
}
