import type { BlindSpot } from '../blind-spots/blind-spots.ts';
import type { Touch } from '../blind-spots/find-touches.ts';
import type { Trend } from '../drift/trend-of.ts';
import { formatCount } from '../model/format-value.ts';
import type { Verdict } from '../model/verdict.ts';
import { plainText } from './escape/plain-text.ts';
import { code, lines, type Markdown, md, sentence } from './markdown/md.ts';
import { messageText } from './message-text.ts';

/** What is wrong in the configuration that the pull request brings along. */
export interface ConfigurationMistake {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What the check of a pull request is made from. */
export interface PullRequestFacts {
  readonly spots: readonly BlindSpot[];
  /** Files that GitHub showed without their changes. */
  readonly unread: readonly string[];
  /** Newest trusted validation of the default branch, and its age in hours. */
  readonly validation: {
    readonly verdict: Verdict;
    readonly ageHours: number;
    readonly link: string | null;
    /** Scheduled validations that it makes up for. */
    readonly missed: number;
    /** Where the scores of the last validations go. */
    readonly trend: Trend;
  } | null;
  /** The release question’s verdict for this very commit. */
  readonly release: { readonly verdict: Verdict; readonly link: string | null } | null;
  readonly mistakes: readonly ConfigurationMistake[];
}

export interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface PullRequestCheck {
  readonly conclusion: 'success' | 'failure' | 'action_required' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

/** After a day a validation is stale; after three nobody knows (a weekend is not a lapse). */
const staleHours = 26;
const voidHours = 72;
/** So many of a kind are named; the rest is counted. */
const named = 3;

/**
 * What staging cannot tell about a pull request, as a check run.
 *
 * It fails only for what the pull request itself causes: the release question’s verdict for this commit, or a broken configuration. What
 * staging owes to production is said, and never held against an author who did not cause it.
 */
export function pullRequestCheck(facts: PullRequestFacts): PullRequestCheck {
  const { spots, unread, mistakes } = facts;
  const unreadLine =
    unread.length === 0
      ? []
      : [
          md`GitHub shows no changes of ${formatCount(unread.length)} files (${code(unread[0] ?? '')}${unread.length > 1 ? ', …' : ''}): what they touch is not known.`,
        ];
  const body = [
    ...mistakes.map(({ file, line, message }) => md`**${code(file)}, line ${line}**: ${sentence(message)}`),
    ...spots.map((spot) => spotLine(spot, facts.validation !== null)),
    ...unreadLine,
  ];
  const list = lines(body.map((line) => md`- ${line}`));
  return {
    conclusion: conclusionOf(facts),
    title: plainText(titleOf(facts), 200),
    summary:
      md`${body.length === 0 ? md`Nothing in this change is known to behave differently in production.\n` : list}\n${lines([releaseLine(facts), validationLine(facts)])}`
        .text,
    annotations: [...mistakes.map(ofMistake), ...spots.flatMap(({ touched }) => touched.map(ofTouch))],
  };
}

function conclusionOf({ release, mistakes }: PullRequestFacts): PullRequestCheck['conclusion'] {
  if (mistakes.length > 0) return 'failure';
  // Without a release verdict nothing here is more than shown.
  if (release === null) return 'neutral';
  switch (release.verdict.decision) {
    case 'pass':
      return 'success';
    case 'fail':
      return 'failure';
    case 'inconclusive':
      return 'action_required';
  }
}

function titleOf({ spots, release, mistakes }: PullRequestFacts): string {
  if (mistakes.length > 0) return 'The configuration of this pull request cannot be used';
  if (release !== null && release.verdict.decision !== 'pass') return release.verdict.summary;
  if (spots.length === 0) return 'Staging can tell what there is to tell';
  return `Staging cannot tell ${spots.length === 1 ? 'one thing' : `${spots.length} things`} about this pull request`;
}

function spotLine({ verb, risk, touched, finding, isMeasured, dimension }: BlindSpot, isValidated: boolean): Markdown {
  const what = [...new Set(touched.map((touch) => touch.what))];
  const list = what.slice(0, named).map((name, index) => md`${index === 0 ? '' : ', '}${code(name)}`);
  const more = what.length > named ? ` and ${formatCount(what.length - named)} more` : '';
  return md`This ${verb} (${list}${more}): ${risk}. ${known(finding, { isMeasured, isValidated, dimension })}`;
}

function known(
  finding: BlindSpot['finding'],
  { isMeasured, isValidated, dimension }: { isMeasured: boolean; isValidated: boolean; dimension: string },
): Markdown {
  if (finding !== null)
    return md`Staging is known to differ: ${code(finding.subject)} ${sentence(messageText(finding), 300)}.`;
  if (isMeasured) return md`In the last validation staging and production agreed in ${dimension}.`;
  return isValidated
    ? md`The last validation did not compare ${dimension}.`
    : md`Whether staging differs from production in ${dimension} was never compared.`;
}

function releaseLine({ release }: PullRequestFacts): Markdown {
  if (release === null) return md`No release comparison of this commit is known.`;
  return md`Release comparison of this commit: **${release.verdict.decision}** – ${sentence(release.verdict.summary)}`;
}

function validationLine({ validation }: PullRequestFacts): Markdown {
  if (validation === null) return md`No validation of staging against production is known yet.`;
  const { verdict, ageHours, missed, trend } = validation;
  const age = ageHours < 1 ? 'less than an hour' : `${formatCount(Math.floor(ageHours))} hours`;
  const stale =
    ageHours > voidHours
      ? ' That is too long ago to rely on.'
      : ageHours > staleHours
        ? ' It is stale: the daily validation did not run.'
        : '';
  const madeUp =
    missed === 0
      ? ''
      : ` It makes up for ${missed === 1 ? 'a scheduled one that was' : `${formatCount(missed)} scheduled ones that were`} missed.`;
  return md`Newest validation of staging: **${verdict.decision}**, ${age} old.${stale}${madeUp}${trendWords.get(trend) ?? ''}`;
}

/** Only what changes is worth a word. */
const trendWords: ReadonlyMap<Trend, string> = new Map([
  ['worse', ' Over the last runs staging has become less like production.'],
  ['better', ' Over the last runs staging has become more like production.'],
]);

function ofMistake({ file, line, message }: ConfigurationMistake): CheckAnnotation {
  return { path: file, line, level: 'failure', title: 'Tollgate configuration', message: plainText(message, 4000) };
}

function ofTouch({ path, line, what, rule }: Touch): CheckAnnotation {
  return {
    path,
    line,
    level: 'notice',
    title: plainText(`${rule.id}: ${what}`, 200),
    message: plainText(`This ${rule.verb}: ${rule.risk}.`, 4000),
  };
}
