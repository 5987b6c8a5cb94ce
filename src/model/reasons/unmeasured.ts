import type { Reason } from './reason.ts';

/** The source answered, and the evidence is not enough. */
export const unmeasured = {
  'too-few-requests': {
    kind: 'unmeasured',
    means: 'One side has fewer requests than this check needs.',
    todo: 'Lengthen the window or the load test; the finding says how many requests are needed.',
  },
  uncertain: {
    kind: 'unmeasured',
    means: 'The measured difference is beyond the tolerance, but its interval still reaches into it.',
    todo: 'Lengthen the window or the load test: more requests narrow the interval.',
  },
  'no-reference-traffic': {
    kind: 'unmeasured',
    means: 'The reference served no request here in its window, so there is nothing to compare with.',
    todo: 'Choose a window in which the reference has traffic (for example the busiest comparable hour).',
  },
  'no-candidate-traffic': {
    kind: 'unmeasured',
    means: 'The candidate served no request at all in its window.',
    todo: 'Run the load test first, or set the candidate’s window to the time of the load.',
  },
  'source-empty': {
    kind: 'unmeasured',
    means: 'The source answered, but holds no series for this selector and window.',
    todo: 'Check the selector’s labels and values, and that the server scrapes this service.',
  },
  'no-series': {
    kind: 'unmeasured',
    means: 'The source has series, but none that carries this measure.',
    todo: 'Export the metric, or name it under `custom` in the configuration.',
  },
  'no-known-convention': {
    kind: 'unmeasured',
    means: 'None of the metric naming conventions that Tollgate knows matches what the server has.',
    todo: 'Name the metric and its labels under `metrics.convention` in the configuration.',
  },
  'no-route-label': {
    kind: 'unmeasured',
    means: 'The request metric has no label that names the route, so only totals are known.',
    todo: 'Add a route label (template, not raw path) to the metric, or name the label under `metrics.labels.route`.',
  },
  'not-a-number': {
    kind: 'unmeasured',
    means: 'The source returned NaN, infinity, or a number that cannot be (a negative count, say) for this measure.',
    todo: 'Look at the query: a division by zero or a summary without observations gives NaN.',
  },
  'beyond-last-bucket': {
    kind: 'unmeasured',
    means: 'The quantile lies above the histogram’s last finite bucket on both sides, where its value is unknown.',
    todo: 'Add larger buckets to the histogram.',
  },
  'buckets-too-coarse': {
    kind: 'unmeasured',
    means: 'The histogram’s buckets around this quantile are wider than the tolerance can resolve.',
    todo: 'Add buckets around the quantile; the finding names the bucket.',
  },
  'bucket-bounds-differ': {
    kind: 'unmeasured',
    means:
      'The two sides use different histogram buckets, and what they have in common is too coarse to decide about this quantile.',
    todo: 'Use the same buckets in both environments.',
  },
  'quantiles-only': {
    kind: 'unmeasured',
    means:
      'The source exports ready-made quantiles (a summary) of several instances; quantiles cannot be added up, and no distribution is known.',
    todo: 'Export a histogram instead of a summary.',
  },
  'unknown-status': {
    kind: 'unmeasured',
    means: 'More than one request in a hundred has a status that says nothing, so nobody knows whether it failed.',
    todo: 'Name the label that holds the status code under `metrics.labels.status`, or export it.',
  },
  'implausible-time': {
    kind: 'unmeasured',
    means: 'A profile’s times cannot be right: its window ends before it begins, or lies in the future.',
    todo: 'Check the clock of the machine that collected it, and the window that was asked for.',
  },
  'kind-mismatch': {
    kind: 'unmeasured',
    means: 'The two sides measure this in ways that cannot be compared (for example a histogram and a summary).',
    todo: 'Use the same metric type on both sides.',
  },
  'several-conventions': {
    kind: 'unmeasured',
    means: 'Several metric families describe the same requests; the first known one was used.',
    todo: 'Choose with `metrics.convention` where the choice is wrong.',
  },
  'counter-reset': {
    kind: 'unmeasured',
    means: 'Bucket counts were not monotone in their bounds (resets or scrape races) and were corrected.',
    todo: 'Nothing, unless it happens at every run: then look for restarts inside the window.',
  },
  'no-total-bucket': {
    kind: 'unmeasured',
    means:
      'The histogram has no +Inf bucket, so requests slower than its last bucket are not counted and no quantile is known.',
    todo: 'Keep the series with le="+Inf": look for a relabelling rule that drops it.',
  },
  'server-warning': {
    kind: 'unmeasured',
    means:
      'The server answered with a warning or a note, for example that one of its stores did not answer and the result is incomplete.',
    todo: 'Read the warning; look at the health of the stores behind the server.',
  },
  'load-not-comparable': {
    kind: 'unmeasured',
    means: 'Resources are compared only at comparable load, and requests per pod differ by more than 25 %.',
    todo: 'Compare windows of equal load per pod, or declare `scale.traffic`.',
  },
  'window-too-short': {
    kind: 'unmeasured',
    means: 'The window is shorter than the least duration of load that this check trusts.',
    todo: 'Run at least 20 minutes of load, or lower `minimumLoad`.',
  },
  'reference-unstable': {
    kind: 'unmeasured',
    means:
      'The reference differs from itself (one or seven days earlier) by more than twice the tolerance, and by as much as the candidate does.',
    todo: 'Choose a steadier window, or look at what changed in the reference.',
  },
  'too-few-routes': {
    kind: 'unmeasured',
    means: 'Fewer than five routes are measured on both sides.',
    todo: 'Nothing, where the service has few routes; else exercise more of them.',
  },
  'no-history': {
    kind: 'unmeasured',
    means: 'The source holds no traffic for the same window one and seven days earlier, so no noise floor is used.',
    todo: 'Nothing; the noise floor appears when the server keeps a week of data.',
  },
  'iterations-dropped': {
    kind: 'unmeasured',
    means: 'The load generator could not start every iteration, so that less load came than was planned.',
    todo: 'Raise `preAllocatedVUs` of the scenario, or look for what slowed the service down.',
  },
  'load-not-measured': {
    kind: 'unmeasured',
    means: 'The load test did not run as planned, so that what staging shows is not its behaviour under that load.',
    todo: 'Read what k6 said; run `tollgate load run SCRIPT` by hand.',
  },
  'threshold-crossed': {
    kind: 'unmeasured',
    means: 'The load test crossed a threshold of its own script; Tollgate shows it and judges by its own rules.',
    todo: 'Look at the threshold in the load script.',
  },
  'not-collected': {
    kind: 'unmeasured',
    means: 'The profile has no section for this dimension.',
    todo: 'Collect it: `tollgate collect` with a source that measures this dimension.',
  },
  'profile-stale': {
    kind: 'unmeasured',
    means: 'The recorded profile is older than its dimension allows.',
    todo: 'Collect it again.',
  },
  'identical-evidence': {
    kind: 'unmeasured',
    means: 'Both sides returned exactly the same numbers: the same environment was measured twice.',
    todo: 'Check the two addresses and selectors.',
  },
  'expected-unmeasured': {
    kind: 'unmeasured',
    means: 'The configuration expects that this check cannot be measured.',
    todo: 'Nothing.',
  },
} as const satisfies Record<string, Reason>;
