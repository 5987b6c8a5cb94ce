/** Why GitHub answers nothing for a while, and until when. */
export interface Limit {
  /** `primary`: the hour’s requests are used up. `secondary`: too much at once. */
  readonly kind: 'primary' | 'secondary';
  readonly until: Date;
}

/** An answer that refuses, as far as limits show in it. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly message: string;
}

/** GitHub asks for at least a minute where it names no time. */
const pause = 60_000;
/** Whatever a header says: nothing is put off for longer, and then asked again. */
const longest = 3_600_000;

/** A number of a header; null where there is none, or no sensible one. */
function numberOf(value: string | number | undefined): number | null {
  const number = Number(value ?? Number.NaN);
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/**
 * Reads a limit out of a refusal, by GitHub’s order: `retry-after`, else `x-ratelimit-reset` where nothing remains, else a minute.
 *
 * @returns null where it is refused for another reason, for example a missing permission
 * @example readLimit({ status: 403, headers: { 'retry-after': '30' }, message: '' }, new Date(0))?.until.getTime() // 30000
 */
export function readLimit({ status, headers, message }: Refusal, now: Date): Limit | null {
  if (status !== 403 && status !== 429) return null;
  const at = (milliseconds: number) => new Date(now.getTime() + Math.min(Math.max(milliseconds, 1000), longest));
  const after = numberOf(headers['retry-after']);
  if (after !== null) return { kind: 'secondary', until: at(after * 1000) };
  const reset = numberOf(headers['x-ratelimit-reset']);
  if (numberOf(headers['x-ratelimit-remaining']) === 0 && reset !== null) {
    return { kind: 'primary', until: at(reset * 1000 - now.getTime()) };
  }
  const isLimit = status === 429 || /secondary rate limit|rate limit exceeded|abuse detection/i.test(message);
  return isLimit ? { kind: 'secondary', until: at(pause) } : null;
}
