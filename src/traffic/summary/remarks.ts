import type { TrafficSource } from '../../model/traffic/source.ts';
import type { Gathering } from './gathering.ts';

const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

/** What is wrong with the lines; each is false where it is not. */
function aboutLines({ lines, malformed, parsed, excluded }: TrafficSource): (string | false)[] {
  return [
    lines === 0 && 'there is no line in these files',
    malformed > lines / 100 && `${percent(malformed / lines)} of the lines are no requests that can be read`,
    excluded > parsed / 2 && `${percent(excluded / parsed)} of the requests were left out by rules`,
  ];
}

/** What a reader must know before trusting the numbers. */
export function remarksOf(gathering: Gathering, source: TrafficSource): string[] {
  const { resolution } = source;
  const notes = gathering.files.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`));
  const remarks: (string | false)[] = [
    ...aboutLines(source),
    (resolution ?? 0) > 1 &&
      `the log tells times apart only by ${resolution} seconds: finer rates, peaks and pauses are not claimed`,
    gathering.cutShort && 'there are more routes than are kept; the rarest ones are known by their first segment only',
    gathering.minutesAreFull && 'the window is too long, or has too many routes, for rates per minute',
    gathering.seconds.isFull && 'the window is too long for a curve of its arrivals',
  ];
  return [...notes, ...remarks.filter((remark) => remark !== false)];
}
