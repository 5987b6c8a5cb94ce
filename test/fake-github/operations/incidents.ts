import { type Answering, type Asked, given, notFound } from '../answering.ts';
import type { KeptIssue } from '../app-state.ts';

const issueOf = ({ state, path }: Asked) => state.issues.find(({ number }) => String(number) === path['issue_number']);

function wireIssue({ number, author, title, body, state, labels }: KeptIssue) {
  return {
    number,
    title,
    body,
    state,
    user: { login: author },
    labels: labels.map((name) => ({ name })),
    created_at: '2026-11-01T00:00:00Z',
    html_url: `https://github.com/octo/shop/issues/${number}`,
  };
}

const labelOf = (name: string) => ({
  id: 1,
  node_id: 'L',
  url: `https://api.github.com/repos/octo/shop/labels/${name}`,
  name,
  description: null,
  color: 'ededed',
  default: false,
});

/** What the story of an incident asks for: its issue and labels. */
export const incidentOperations: readonly (readonly [string, Answering])[] = [
  [
    'issues/get',
    (asked) => {
      const issue = issueOf(asked);
      return issue === undefined ? notFound : { status: 200, body: wireIssue(issue) };
    },
  ],
  [
    'issues/get-label',
    ({ state, path }) => {
      const name = path['name'] ?? '';
      return state.issues.some(({ labels }) => labels.includes(name)) ? { status: 200, body: labelOf(name) } : notFound;
    },
  ],
  [
    'issues/add-labels',
    (asked) => {
      const issue = issueOf(asked);
      const labels = given(asked)['labels'];
      if (issue === undefined || !Array.isArray(labels)) return notFound;
      issue.labels = [...new Set([...issue.labels, ...labels.map(String)])];
      return { status: 200, body: wireIssue(issue).labels };
    },
  ],
];
