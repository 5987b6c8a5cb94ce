import type { TrafficSource } from '../../model/traffic/source.ts';
import type { Gathering } from './gathering.ts';
import { strayTimes } from './stray-times.ts';

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** What is wrong with the lines; each is false where it is not. */
function aboutLines({ lines, malformed, parsed, excluded }: TrafficSource): (string | false)[] {
  return [
    lines === 0 && 'there is no line in these files',
    malformed > lines / 100 && `${percent(malformed / lines)} of the lines are no requests that can be read`,
    excluded > parsed / 2 && `${percent(excluded / parsed)} of the requests were left out by rules`,
  ];
}

function strayText({ seconds }: Gathering): string | false {
  if (seconds.isFull) return false;
  const stray = strayTimes((visit) => seconds.forEach((_, second, count) => visit(second, count)));
  return (
    stray !== null &&
    `${stray.count} of the requests ${stray.count === 1 ? 'lies' : 'lie'} far from the others, which came from ${stray.from} to ${stray.to}: a clock was wrong, or a file is not of this time; averages are over the whole window`
  );
}

/** What a reader must know before trusting the numbers. */
export function remarksOf(gathering: Gathering, source: TrafficSource): string[] {
  const { resolution } = source;
  const notes = gathering.files.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`));
  const remarks: (string | false)[] = [
    ...aboutLines(source),
    (resolution ?? 0) > 1 &&
      `the log tells times apart only by ${resolution} seconds: finer rates, peaks and pauses are not claimed`,
    strayText(gathering),
    gathering.cutShort && 'there are more routes than are kept; the rarest ones are known by their first segment only',
    gathering.minutesAreFull && 'the window is too long, or has too many routes, for rates per minute',
    gathering.seconds.isFull && 'the window is too long for a curve of its arrivals',
  ];
  return [...notes, ...remarks.filter((remark) => remark !== false)];
}
