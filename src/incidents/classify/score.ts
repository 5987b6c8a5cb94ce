import { catalogue } from '../catalogue/catalogue.ts';
import type { IncidentClass } from '../incident-class.ts';
import type { IncidentText } from '../text/incident-text.ts';
import { type Clause, clausesOf, sentencesOf } from './clauses.ts';
import { compilePhrase } from './compile-phrase.ts';
import { type Passage, passagesOf } from './passages.ts';

/** How well a class fits, and the words that say so. */
export interface Score {
  readonly class: IncidentClass;
  readonly points: number;
  readonly evidence: readonly string[];
}

/** A cause counts most where a heading or a sentence calls it one; what was done about it and what followed count less. */
const byPassage = {
  title: 1.2,
  cause: 2,
  plain: 1,
  effect: 0.4,
  timeline: 0.6,
  resolution: 0.5,
  comment: 0.7,
} as const;
const byRole = { cause: 1.5, plain: 1, effect: 0.6, remedy: 0.5, denied: 0 } as const;
const wordPoints = 3;
const hintPoints = 1;

const compiled = [...catalogue.values()].map((entry) => ({
  entry,
  words: entry.words.map(compilePhrase),
  hints: entry.hints.map(compilePhrase),
}));
type Compiled = (typeof compiled)[number];

/** What every class gets from a text, best first; classes without one word of theirs are left out. */
export function scoresOf(text: IncidentText): readonly Score[] {
  const clauses = passagesOf(text).flatMap((passage) =>
    sentencesOf(passage.text).flatMap((sentence) => clausesOf(sentence).map((clause) => ({ passage, clause }))),
  );
  return compiled
    .map((one) => scoreOf(one, clauses))
    .filter(({ evidence }) => evidence.length > 0)
    .toSorted((a, b) => b.points - a.points);
}

function scoreOf(one: Compiled, clauses: readonly { passage: Passage; clause: Clause }[]): Score {
  let points = 0;
  const evidence = new Map<string, number>();
  for (const { passage, clause } of clauses) {
    const weight = byPassage[passage.kind] * byRole[clause.role];
    const words = places(one.words, clause.text);
    points += weight * (worth(words, wordPoints) + worth(places(one.hints, clause.text), hintPoints));
    if (words > 0 && weight > 0) evidence.set(clause.sentence, Math.max(weight, evidence.get(clause.sentence) ?? 0));
  }
  return { class: one.entry.class, points, evidence: strongest(evidence) };
}

/** Saying it again in the same clause adds less and less. */
function worth(times: number, points: number): number {
  return points * (1 - 0.5 ** times) * 1.5;
}

/** How many different places of a text the phrases name; phrases that meet in one place count once. */
function places(patterns: readonly RegExp[], text: string): number {
  const spans = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].slice(0, 3))
    .map(({ index, 0: found }) => ({ from: index, to: index + found.length }))
    .toSorted((a, b) => a.from - b.from);
  let [count, end] = [0, 0];
  for (const { from, to } of spans) {
    if (from >= end) count += 1;
    end = Math.max(end, to);
  }
  return count;
}

function strongest(evidence: ReadonlyMap<string, number>): readonly string[] {
  return [...evidence]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([sentence]) => sentence);
}
