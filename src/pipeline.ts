import { judge } from './judge/judge.ts';
import type { Run } from './judge/verdict-of.ts';
import type { Policy } from './model/policy.ts';
import type { Profile } from './model/profile.ts';
import type { GuardCatalogue } from './model/sections/guards.ts';
import type { Verdict } from './model/verdict.ts';
import { type Collecting, collectProfile, type Side } from './probes/collect-profile.ts';

/** Both sides of one question and how they are judged. */
export interface Question {
  readonly reference: Side;
  readonly candidate: Side;
  readonly policy: Policy;
  /** Runs the guards of past incidents against the candidate; null: none is run. */
  readonly guards: (() => Promise<GuardCatalogue>) | null;
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
  // Last: a guard that loads the candidate would be measured with it.
  if (question.guards !== null) candidate.catalogues = { ...candidate.catalogues, incidents: await question.guards() };
  const today = run.generatedAt.slice(0, 10);
  return { verdict: judge({ reference, candidate, policy: question.policy, today }, run), reference, candidate };
}
