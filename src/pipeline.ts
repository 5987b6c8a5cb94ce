import { judge } from './judge/judge.ts';
import type { Run } from './judge/verdict-of.ts';
import type { Policy } from './model/policy.ts';
import type { Profile } from './model/profile.ts';
import type { Verdict } from './model/verdict.ts';
import { type Collecting, collectProfile, type Side } from './probes/collect-profile.ts';

/** Both sides of one question and how they are judged. */
export interface Question {
  readonly reference: Side;
  readonly candidate: Side;
  readonly policy: Policy;
}

export interface Answer {
  readonly verdict: Verdict;
  readonly reference: Profile;
  readonly candidate: Profile;
}

/** The whole of Tollgate: collect both sides, judge, decide. Reports and notifications are made from the verdict. */
export async function answer(question: Question, collecting: Collecting, run: Run): Promise<Answer> {
  const [reference, candidate] = await Promise.all([
    collectProfile(question.reference, collecting),
    collectProfile(question.candidate, collecting),
  ]);
  const today = run.generatedAt.slice(0, 10);
  return { verdict: judge({ reference, candidate, policy: question.policy, today }, run), reference, candidate };
}
