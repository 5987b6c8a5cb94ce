import { expect, it } from 'vitest';
import { gitHubError } from '../../src/github/github-error.ts';

it.each([
  { status: 401, words: 'Bad credentials', says: 'the token is wrong, or has expired', code: 'unauthorized' },
  { status: 404, words: 'Not Found', says: 'look at the name of the repository', code: 'not-found' },
  { status: 403, words: 'Resource not accessible', says: 'the token lacks the right', code: 'forbidden' },
  { status: 403, words: 'API rate limit exceeded', says: 'rate limit exceeded', code: 'rate-limited' },
  { status: 503, words: 'Unavailable', says: 'GitHub answered 503 to GET /x: Unavailable', code: 'server-error' },
])('GitHub’s $status, $words, says what to look at', ({ status, words, says, code }) => {
  const error = gitHubError('GET /x', Object.assign(new Error(words), { status, response: {} }));
  expect([error.reasonCode, error.message]).toEqual([code, expect.stringContaining(says)]);
});
