import type { Reason } from './reason.ts';

/** What only a canary can be. */
export const canary = {
  'total-outage': {
    kind: 'judged',
    means: 'Most of the canary’s requests failed in one look, many times the baseline’s share: a policy, not a test.',
    todo: 'Roll back.',
  },
  'aborted-by-hand': {
    kind: 'judged',
    means: 'Somebody ended the canary by hand, whatever its measurements say.',
    todo: 'Ask whoever ended it; the report names the person and the reason. Roll back.',
  },
  'accepted-bound': {
    kind: 'judged',
    means:
      'Undecided at the deadline, and accepted by the configured policy: the canary is surely not worse than its bound says.',
    todo: 'Nothing, or give the next rollout more requests: a higher share, a longer horizon.',
  },
  undecided: {
    kind: 'unmeasured',
    means:
      'Neither score has reached its threshold: the canary is neither surely worse than allowed nor surely within it.',
    todo: 'Wait for more requests, or give the canary a higher share, a longer horizon or a wider tolerance; the finding says how many it would take.',
  },
  'looks-missing': {
    kind: 'unmeasured',
    means: 'Too many looks lack a side, and nobody knows what happened in them.',
    todo: 'Look at the source: scrapes that failed, series that ended, pods without metrics.',
  },
  'canary-silent': {
    kind: 'unmeasured',
    means:
      'The canary got no request for several looks while the baseline did; it makes no errors because it does nothing.',
    todo: 'Look at the canary’s pods (do they run, are they ready?) and at the route that sends them traffic.',
  },
  'share-off': {
    kind: 'unmeasured',
    means: 'The canary’s share of requests is surely not the one that the rollout configures.',
    todo: 'Look at the traffic weights, at readiness of the pods, and at the selectors of both sides.',
  },
  'few-canary-pods': {
    kind: 'unmeasured',
    means: 'The canary has so few pods that one of them on a bad node looks like a bad release.',
    todo: 'Run at least three canary pods on different nodes.',
  },
} as const satisfies Record<string, Reason>;
