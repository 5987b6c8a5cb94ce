import { describe, expect, test } from 'vitest';
import type { Comment, GitHubPort } from '../../src/model/ports.ts';
import { pullRequestComment } from '../../src/notify/pull-request-comment.ts';
import { comment } from '../../src/report/comment.ts';
import { aVerdict, shopVerdict } from '../fixtures/report/verdict.ts';

/** The comments of one pull request, held in memory behind the port. */
function pullRequest(comments: Comment[], login = 'tollgate[bot]') {
  const writes: string[] = [];
  const github: GitHubPort = {
    whoAmI: async () => login,
    listComments: async () => [...comments],
    createComment: async (issue, body) => {
      writes.push(`create on ${issue}`);
      comments.push({ id: comments.length + 1, author: login, body });
    },
    updateComment: async (id, body) => {
      writes.push(`update ${id}`);
      comments.splice(
        comments.findIndex((one) => one.id === id),
        1,
        { id, author: login, body },
      );
    },
  };
  return { github, comments, writes };
}

const body = comment(shopVerdict());
const release = comment(aVerdict({ question: 'release' }));
const own = (id: number, text: string): Comment => ({ id, author: 'tollgate[bot]', body: text });

describe('pullRequestComment', () => {
  test('creates one comment, updates it when the text changes, and is silent when it does not', async () => {
    const { github, comments, writes } = pullRequest([]);
    const passed = comment(aVerdict({ decision: 'pass', summary: 'All is well.' }));
    expect(await pullRequestComment(github, { issue: 7, body })).toBe('created');
    expect(await pullRequestComment(github, { issue: 7, body })).toBe('unchanged');
    expect(await pullRequestComment(github, { issue: 7, body: passed })).toBe('updated');
    expect(writes).toEqual(['create on 7', 'update 1']);
    expect(comments).toEqual([own(1, passed)]);
  });

  test('finds its comment behind hundreds of others', async () => {
    const others = Array.from({ length: 250 }, (_, index) => ({ id: index + 1, author: 'octocat', body: 'LGTM' }));
    const { github, writes } = pullRequest([...others, own(900, body.replace('FAIL', 'PASS'))]);
    await pullRequestComment(github, { issue: 7, body });
    expect(writes).toEqual(['update 900']);
  });

  test.each([
    { name: 'somebody else’s comment with the same marker', existing: { id: 1, author: 'octocat', body } },
    { name: 'its own comment that quotes the marker further down', existing: own(1, `> quoted\n${body}`) },
    { name: 'its own comment about another question', existing: own(1, release) },
    { name: 'its own comment about another service', existing: own(1, body.replace('report:shop:', 'report:shop2:')) },
  ])('does not touch $name', async ({ existing }) => {
    const { github, comments, writes } = pullRequest([existing]);
    expect(await pullRequestComment(github, { issue: 7, body })).toBe('created');
    expect(writes).toEqual(['create on 7']);
    expect(comments[0]).toEqual(existing);
  });

  test.each([
    { name: 'line ends as GitHub stores them', stored: body.replaceAll('\n', '\r\n') },
    { name: 'white space cut at the end', stored: body.trimEnd() },
  ])('sees no change in $name', async ({ stored }) => {
    const { github, writes } = pullRequest([own(1, stored)]);
    expect(await pullRequestComment(github, { issue: 7, body })).toBe('unchanged');
    expect(writes).toEqual([]);
  });

  test('knows its own login in whatever case', async () => {
    const { github } = pullRequest([own(1, body)], 'Tollgate[bot]');
    expect(await pullRequestComment(github, { issue: 7, body })).toBe('unchanged');
  });

  test('hands on what the port throws', async () => {
    const { github } = pullRequest([]);
    const refused: GitHubPort = { ...github, listComments: () => Promise.reject(new Error('403')) };
    await expect(pullRequestComment(refused, { issue: 7, body })).rejects.toThrow('403');
  });
});
