import { shareBayesFactor } from '../../../stats/share-bayes-factor.ts';
import type { RowRequests } from '../row-evidence.ts';

/** The canary’s share of requests against the configured one. */
export interface ShareOff {
  readonly observed: number;
  readonly expected: number;
  readonly requests: number;
}

interface ShareWatch {
  readonly look: (requests: RowRequests, share: number | null) => void;
  /** The deviation that forbids a pass now; null where there is none. */
  readonly now: () => ShareOff | null;
}

/** What makes a deviation one: surely there (`logThreshold`, natural), and by this factor. */
interface ShareLimits {
  readonly logThreshold: number;
  readonly factor: number;
}

/** Watches whether the canary gets the share of requests that the rollout gives it; the share may change from look to look. */
export function watchShare({ logThreshold, factor }: ShareLimits): ShareWatch {
  const all = { canary: 0, requests: 0, expected: 0 };
  let step = { share: 0, canary: 0, baseline: 0 };
  let earlierSteps = 0;
  const evidence = () =>
    step.share === 0 ? 0 : shareBayesFactor({ first: step.canary, second: step.baseline, share: step.share });
  return {
    look: ({ canary, baseline }, share) => {
      if (canary === null || baseline === null || share === null) return;
      if (share !== step.share) {
        // Steps are independent tests: their evidence multiplies.
        earlierSteps += evidence();
        step = { share, canary: 0, baseline: 0 };
      }
      step.canary += canary;
      step.baseline += baseline;
      all.canary += canary;
      all.requests += canary + baseline;
      all.expected += share * (canary + baseline);
    },
    now: () => {
      const { canary, requests, expected } = all;
      const isNear = canary <= expected * factor && canary * factor >= expected;
      if (isNear || !(earlierSteps + evidence() >= logThreshold)) return null;
      return { observed: canary / requests, expected: expected / requests, requests };
    },
  };
}
