import { expect, it } from 'vitest';
import { type PullRequestFacts, pullRequestCheck } from '../../src/report/pull-request-check.ts';
import { comparisonOf, record, verdictOf } from '../fixtures/comparison.ts';

const verdict = verdictOf(comparisonOf(record('production', 1), record('staging', 3)));
const validation = { verdict, ageHours: 5, link: null, missed: 0, trend: 'steady' } as const;
const line = (given: Partial<NonNullable<PullRequestFacts['validation']>>) =>
  pullRequestCheck({ spots: [], unread: [], mistakes: [], release: null, validation: { ...validation, ...given } })
    .summary.trim()
    .split('\n')
    .at(-1);

it.each([
  { given: {}, words: 'Newest validation of staging: **pass**, 5 hours old.' },
  { given: { missed: 1 }, words: '5 hours old. It makes up for a scheduled one that was missed.' },
  { given: { missed: 3 }, words: '5 hours old. It makes up for 3 scheduled ones that were missed.' },
  { given: { trend: 'worse' }, words: 'Over the last runs staging has become less like production.' },
  { given: { trend: 'better' }, words: 'Over the last runs staging has become more like production.' },
  { given: { trend: 'unknown' }, words: '5 hours old.' },
] as const)('the check says of the newest validation: $words', ({ given, words }) => {
  expect(line(given)).toMatch(new RegExp(`${words.replaceAll(/[*.]/g, '\\$&')}$`));
});
