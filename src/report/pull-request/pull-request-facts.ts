import type { BlindSpot } from '../../blind-spots/blind-spots.ts';
import type { Trend } from '../../drift/trend-of.ts';
import type { OwnPlans } from '../../model/own-plans.ts';
import type { Verdict } from '../../model/verdict.ts';

/** What is wrong in the configuration that the pull request brings along. */
export interface ConfigurationMistake {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Newest trusted validation of the default branch. */
export interface KnownValidation {
  readonly verdict: Verdict;
  readonly ageHours: number;
  readonly link: string | null;
  /** Scheduled validations that it makes up for. */
  readonly missed: number;
  /** Where the scores of the last validations go. */
  readonly trend: Trend;
}

/** What the check of a pull request is made from. */
export interface PullRequestFacts {
  readonly spots: readonly BlindSpot[];
  /** Files that GitHub showed without their changes. */
  readonly unread: readonly string[];
  /** How many files GitHub lists at most, where the change has as many or more; null where all were looked at. */
  readonly listedAtMost: number | null;
  readonly validation: KnownValidation | null;
  /** Age in hours of the newest validation that came to a conclusion; null where none did. */
  readonly concludedHours: number | null;
  /** The release question’s verdict for this very commit. */
  readonly release: { readonly verdict: Verdict; readonly link: string | null } | null;
  /** What the pull request’s own run says about its query plans; null where none has ended. Nobody vouches for it. */
  readonly plans: OwnPlans | null;
  readonly mistakes: readonly ConfigurationMistake[];
  /** What the repository makes of it: only shown, or asked for. */
  readonly severity: 'observe' | 'block';
}

/** After a day a validation is stale; after three nobody knows (a weekend is not a lapse). */
export const staleHours = 26;
export const voidHours = 72;
