import type { BlindSpot } from '../../blind-spots/blind-spots.ts';
import type { Touch } from '../../blind-spots/find-touches.ts';
import { formatCount } from '../../model/format-value.ts';
import { plainText } from '../escape/plain-text.ts';
import { link } from '../markdown/link.ts';
import { code, lines, type Markdown, md, sentence } from '../markdown/md.ts';
import { messageText } from '../message-text.ts';
import { type Conclusion, concludeCheck, isKnown } from './conclude-check.ts';
import { plansLine, plansTitle } from './plans-line.ts';
import { type ConfigurationMistake, type PullRequestFacts, voidHours } from './pull-request-facts.ts';
import { validationLine } from './validation-line.ts';

export interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface PullRequestCheck {
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

/** So many of a kind are told, or named; more is not read. */
const named = 3;
/** So many remarks stand on lines: whoever adds a thousand statements reads no more, and each fifty are a request. */
const mostRemarks = 300;

/** What staging cannot tell about a pull request, as a check run: at most three lines, and what is known about them. */
export function pullRequestCheck(facts: PullRequestFacts): PullRequestCheck {
  const { spots, mistakes } = facts;
  const items = [
    ...mistakeLines(mistakes),
    ...spots.slice(0, named).map((spot) => spotLine(spot, facts.validation !== null)),
  ];
  const found =
    items.length === 0
      ? md`Nothing in this change is known to behave differently in production.\n`
      : lines(items.map((item) => md`- ${item}`));
  return {
    conclusion: concludeCheck(facts),
    title: plainText(titleOf(facts), 200),
    summary: md`${found}\n${evidence(facts).map((part) => md`${part}\n\n`)}`.text.trimEnd(),
    annotations: remarks(facts).slice(0, mostRemarks),
  };
}

function remarks({ mistakes, spots }: PullRequestFacts): CheckAnnotation[] {
  return [...mistakes.map(ofMistake), ...spots.flatMap(({ touched }) => touched.map(ofTouch))];
}

function titleOf({ spots, release, mistakes, plans, severity, concludedHours }: PullRequestFacts): string {
  if (mistakes.length > 0) return 'The configuration of this pull request cannot be used';
  if (release !== null && release.verdict.decision !== 'pass') return release.verdict.summary;
  const byPlans = plansTitle(plans);
  if (byPlans !== null) return byPlans;
  if (severity === 'block' && !isKnown(concludedHours)) return 'Nobody knows how staging differs from production';
  if (spots.length === 0) return 'Nothing in this change that staging is known to hide';
  return `Staging cannot tell ${spots.length === 1 ? 'one thing' : `${spots.length} things`} about this pull request`;
}

function mistakeLines(mistakes: readonly ConfigurationMistake[]): Markdown[] {
  const shown = mistakes
    .slice(0, named)
    .map(({ file, line, message }) => md`**${code(file)}, line ${line}**: ${sentence(message)}`);
  const more = mistakes.length - shown.length;
  return more > 0 ? [...shown, md`And ${formatCount(more)} more, each on its line.`] : shown;
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

/** What the lines above rest on: one paragraph each. */
function evidence(facts: PullRequestFacts): Markdown[] {
  const { validation, concludedHours, severity, release } = facts;
  const next =
    severity === 'block' && !isKnown(concludedHours)
      ? md` A pull request needs one of the last ${voidHours} hours that came to a conclusion: write ${code('/validate')}, and press “Check again” when it has ended.`
      : md``;
  return [
    ...otherSpots(facts),
    ...leftOut(facts),
    ...unreadLine(facts),
    ...plansLine(facts.plans),
    md`${validationLine(validation)}${next}`,
    ...(release === null ? [] : [releaseLine(release)]),
  ];
}

/** What the three lines left no room for. */
function otherSpots({ spots }: PullRequestFacts): Markdown[] {
  const others = spots.slice(named);
  if (others.length === 0) return [];
  return [
    md`It also ${others.map(({ verb }, index) => `${index === 0 ? '' : ', '}${verb}`)}: see the remarks on its lines.`,
  ];
}

/** What was not looked at, or not marked, because it is too much. */
function leftOut(facts: PullRequestFacts): Markdown[] {
  const { listedAtMost } = facts;
  const count = remarks(facts).length;
  return [
    ...(listedAtMost === null
      ? []
      : [
          md`GitHub lists at most ${formatCount(listedAtMost)} files of a change: what further ones touch is not known.`,
        ]),
    ...(count > mostRemarks
      ? [md`Only the first ${formatCount(mostRemarks)} of ${formatCount(count)} remarks are marked.`]
      : []),
  ];
}

function unreadLine({ unread }: PullRequestFacts): Markdown[] {
  const [first] = unread;
  if (first === undefined) return [];
  const files =
    unread.length === 1 ? md`one file (${code(first)})` : md`${formatCount(unread.length)} files (${code(first)}, …)`;
  return [md`GitHub shows no changes of ${files}: what is touched there is not known.`];
}

function releaseLine({ verdict, link: address }: NonNullable<PullRequestFacts['release']>): Markdown {
  return md`${link('Release comparison', address)} of this commit: **${verdict.decision}** – ${sentence(verdict.summary)}`;
}

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
