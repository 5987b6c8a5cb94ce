import { describe, expect, it } from 'vitest';
import { decideGate } from '../../../src/gate/decide-gate.ts';
import type { GateInputs } from '../../../src/model/gate/gate-facts.ts';
import { lacking } from '../../../src/model/gate/gate-input.ts';
import { answerMarkdown } from '../../../src/report/answer/answer-markdown.ts';
import { gateAnswerText } from '../../../src/report/gate/gate-answer-text.ts';
import { gateComment, longestReview } from '../../../src/report/gate/gate-comment.ts';
import { gateText } from '../../../src/report/gate/gate-text.ts';
import { hoursAgo, present, question, verdict } from '../../gate/question.ts';

const decided = (given: Partial<GateInputs>) => decideGate(question(given));
const worse = { release: present(verdict('release', { decision: 'fail', blocking: ['latency/p95 GET /cart'] })) };
const frozen = { freezes: present([{ by: 'oda', reason: 'launch day', until: hoursAgo(-2) }]) };
const locked = { locks: present([{ owner: 'eve', pullRequest: 3, reason: 'a migration', expiresAt: hoursAgo(-1) }]) };

describe('what the page of a run says', () => {
  it('is what holds the release, why, where to look and what to do', () => {
    expect(gateComment(decided({ ...worse, ...frozen }))).toMatchInlineSnapshot(`
      "**Not allowed**: <code>aaaaaaaaaaaa</code> of <code>shop</code> into <code>production</code>
      - ⛔ **release**: worse: latency/p95 GET /cart <code>gate-failed</code> ([run 1](https://github.com/octo/shop/actions/runs/1))
      - ⏳ **freezes**: launch day (oda), until 2026-11-18 14:00 UTC <code>gate-frozen</code>

      **What to do**: Read the report behind the link; mend the build, or declare what was meant. In an emergency: <code>/gate override production &#60;reason&#62;</code>.

      For it: bad-shas, locks, calendar, canary, validation, digest, previous, drift."
    `);
  });

  it('offers no override where none reaches', () => {
    const comment = gateComment(decided({ ...worse, ...locked }));
    expect(comment).toContain('held by eve (pull request 3): a migration, until 2026-11-18 13:00 UTC');
    expect(comment).not.toContain('/gate override');
  });

  it('is never longer than GitHub takes, and keeps what to do', () => {
    const many = Array.from({ length: 40 }, (_, index) => `latency/p95 GET /a/very/long/route/${index}`);
    const every = lacking('absent', 'x'.repeat(290));
    const release = present(verdict('release', { decision: 'fail', blocking: many }));
    const comment = gateComment(decided({ release, canary: every, previous: every, drift: every }));
    expect(comment.length).toBeLessThanOrEqual(longestReview);
    expect(comment).toContain('- …');
    expect(comment).toContain('**What to do**: Read the report behind the link');
  });
});

it('/gate status says the same, and a terminal too', () => {
  const answer = decided(worse);
  expect(answerMarkdown(gateAnswerText(answer))).toMatchInlineSnapshot(`
    "⛔ <code>aaaaaaaaaaaa</code> may not enter <code>production</code>.

    - ⛔ release: worse: latency/p95 GET /cart <code>gate-failed</code> [run 1](https://github.com/octo/shop/actions/runs/1)
    - What to do: Read the report behind the link; mend the build, or declare what was meant.
    - In an emergency: <code>/gate override production &#60;reason&#62;</code>
    - For it: bad-shas, locks, calendar, freezes, canary, validation, digest, previous, drift
    "
  `);
  expect(gateText(answer).split('\n').at(-1)).toMatch(/^What to do: Read the report behind the link/);
  expect(answerMarkdown(gateAnswerText(decided({})))).not.toContain('What to do');
});
