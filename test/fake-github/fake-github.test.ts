import { describe, expect, it } from 'vitest';
import { startFakeGitHub } from './start-fake-github.ts';

type Sending = Parameters<typeof fetch>[1];

/** Sends one request to a fresh fake and tells its status, and what the fake had against it. */
async function tryOnce(path: string, init: (token: string) => Sending) {
  const github = await startFakeGitHub({ files: { base: {} } });
  const { status } = await fetch(`${github.url}${path}`, init(github.token));
  const violation = await github.stop().then(
    () => null,
    (error: unknown) => String(error),
  );
  return { status, violation };
}

const as = (method: string, body?: unknown) => (token: string) => ({
  method,
  headers: {
    authorization: `token ${token}`,
    'content-type': 'application/json',
    accept: 'application/vnd.github.raw+json',
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

describe('the fake GitHub is strict', () => {
  it.each([
    {
      name: 'an operation that nobody needs',
      path: '/repos/octo/shop/issues',
      send: as('GET'),
      violation: 'nobody needs',
    },
    {
      name: 'another repository',
      path: '/repos/octo/other/issues/7/comments',
      send: as('GET'),
      violation: 'nobody needs',
    },
    {
      name: 'another pull request',
      path: '/repos/octo/shop/issues/8/comments',
      send: as('GET'),
      violation: 'nobody needs',
    },
    {
      name: 'no token',
      path: '/repos/octo/shop/issues/7/comments',
      send: () => ({}),
      violation: 'without the job’s token',
    },
    {
      name: 'another token',
      path: '/repos/octo/shop/issues/7/comments',
      send: () => as('GET')('other'),
      violation: 'without the job’s token',
    },
    {
      name: 'a field too many',
      path: '/repos/octo/shop/issues/7/comments',
      send: as('POST', { body: 'x', text: 'y' }),
      violation: 'and nothing else',
    },
    {
      name: 'an empty comment',
      path: '/repos/octo/shop/issues/7/comments',
      send: as('POST', { body: '' }),
      violation: 'without text',
    },
    {
      name: 'contents of no commit',
      path: '/repos/octo/shop/contents/a.yml',
      send: as('GET'),
      violation: 'contents at null',
    },
    {
      name: 'pages of 101',
      path: '/repos/octo/shop/issues/7/comments?per_page=101',
      send: as('GET'),
      violation: 'of 101 comments',
    },
  ])('$name', async ({ path, send, violation }) => {
    const tried = await tryOnce(path, send);
    expect(tried.violation).toContain(violation);
    expect(tried.status).toBe(418);
  });

  it('answers what GitHub would, and has nothing against it', async () => {
    expect(await tryOnce('/repos/octo/shop/contents/a.yml?ref=base', as('GET'))).toEqual({
      status: 404,
      violation: null,
    });
    expect(await tryOnce('/repos/octo/shop/issues/7/comments', as('POST', { body: 'x'.repeat(65_537) }))).toEqual({
      status: 422,
      violation: null,
    });
    expect(await tryOnce('/repos/octo/shop/issues/7/comments', as('POST', { body: 'x' }))).toEqual({
      status: 201,
      violation: null,
    });
  });
});
