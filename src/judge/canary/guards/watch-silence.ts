import type { RowRequests } from '../row-evidence.ts';

/** Looks in a row in which the baseline had requests and the canary none. */
export interface Silence {
  /** Region or release; empty where nothing is kept apart. */
  readonly slice: string;
  /** 1-based rows. */
  readonly from: number;
  readonly to: number;
  readonly baselineRequests: number;
}

interface SilenceWatch {
  readonly look: (row: number, requests: RowRequests, share: number | null) => void;
  /** The silence that forbids a pass now; null where there is none. */
  readonly now: () => Silence | null;
}

/** With so many canary requests expected, none at all is no chance (e⁻¹⁰). */
const surelySome = 10;

/**
 * Watches for a canary that gets no requests, and so makes no errors.
 *
 * A silence counts while it lasts. One that is too long to be chance counts for good: the canary broke, or its traffic did.
 *
 * @param looks how many looks in a row are a silence
 * @param slice region or release whose requests are looked at; empty where nothing is kept apart
 */
export function watchSilence(looks: number, slice = ''): SilenceWatch {
  let current: Silence | null = null;
  let lasting: Silence | null = null;
  let expected = 0;
  const past = { canary: 0, baseline: 0 };
  const oddsOf = (share: number | null) => {
    if (share !== null) return share / (1 - share);
    return past.baseline === 0 ? 0 : past.canary / past.baseline;
  };
  const isLong = (silence: Silence) => silence.to - silence.from + 1 >= looks;
  const extend = (look: number, baseline: number, odds: number) => {
    expected = (current === null ? 0 : expected) + odds * baseline;
    current = {
      slice,
      from: current?.from ?? look,
      to: look,
      baselineRequests: (current?.baselineRequests ?? 0) + baseline,
    };
    if (isLong(current) && expected >= surelySome) lasting = current;
  };
  return {
    look: (row, { canary, baseline }, share) => {
      if (canary === null || baseline === null) return;
      if (canary > 0) current = null;
      else if (baseline > 0) extend(row + 1, baseline, oddsOf(share));
      past.canary += canary;
      past.baseline += baseline;
    },
    now: () => (current !== null && isLong(current) ? current : lasting),
  };
}
