import type { PullRequestFacts } from '../../../src/report/pull-request/pull-request-facts.ts';

/** A pull request of which nothing is known. */
export const noFacts: PullRequestFacts = {
  spots: [],
  unread: [],
  listedAtMost: null,
  mistakes: [],
  release: null,
  validation: null,
  concludedHours: null,
  plans: null,
  severity: 'observe',
};
