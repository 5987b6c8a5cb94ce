/** The distinct times of a log, as far as its resolution goes: which seconds of a minute and which minutes of an hour it uses. */
interface Used {
  readonly seconds: ReadonlySet<number>;
  readonly minutes: ReadonlySet<number>;
  readonly minutesSeen: number;
  readonly hoursSeen: number;
  readonly requests: number;
}

const leastHours = 3;
const leastRequests = 30;

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The largest step that all values are a multiple of, from the smallest on; `whole` where there is one value only. */
function stepOf(values: ReadonlySet<number>, whole: number): number {
  const [first = 0] = values;
  return [...values].reduce((step, value) => gcd(step, Math.abs(value - first)), whole);
}

/**
 * Measures which times a log tells apart.
 *
 * A log whose requests all carry the same minute of the hour only knows hours, whatever its seconds say.
 *
 * @returns seconds: 0.001, 1, 10, 60, 3600 …; the finest that the log's own notation has where there are too few requests to tell
 */
export function resolutionOf(used: Used, hasFractions: boolean): number {
  const finest = hasFractions ? 0.001 : 1;
  if (used.requests < leastRequests) return finest;
  const minuteStep = stepOf(used.minutes, 60);
  if (used.hoursSeen >= leastHours && minuteStep > 1) return minuteStep * 60;
  const secondStep = stepOf(used.seconds, 60);
  return used.minutesSeen >= leastHours && secondStep > 1 ? secondStep : finest;
}

/** Gathers from counts by second which seconds and minutes a log uses. */
export function usedTimes(eachSecond: (visit: (second: number, count: number) => void) => void): Used {
  const [seconds, minutes, minutesSeen, hoursSeen] = [
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
    new Set<number>(),
  ];
  let requests = 0;
  eachSecond((second, count) => {
    seconds.add(second % 60);
    minutes.add(Math.floor(second / 60) % 60);
    minutesSeen.add(Math.floor(second / 60));
    hoursSeen.add(Math.floor(second / 3600));
    requests += count;
  });
  return { seconds, minutes, minutesSeen: minutesSeen.size, hoursSeen: hoursSeen.size, requests };
}
