import type { Dimension } from '../model/dimension.ts';
import type { ChangedFile, Lines } from './changed-file.ts';

/** Something that a rule found in a file. */
export interface Hit {
  /** What is touched, short: a table, a variable, a route. */
  readonly what: string;
  readonly line: number;
}

/** One way in which a change can depend on what staging does not show. */
export interface Rule {
  readonly id: string;
  readonly dimension: Dimension;
  /** The kind of thing, for a sentence: "changes the schema of". */
  readonly verb: string;
  /** Why staging may not show what comes of it, as a main clause without full stop. */
  readonly risk: string;
  find(file: ChangedFile, lines: Lines): readonly Hit[];
}

/** Longest piece of a stranger's code that is repeated. */
const longest = 80;

/** Every first match of a pattern per added line; its first group, or all of it, is what is touched. */
export function hitsIn({ added, removed }: Lines, patterns: readonly RegExp[]): Hit[] {
  const before = new Set(removed.flatMap((text) => patterns.flatMap((pattern) => wordsOf(pattern.exec(text)))));
  const seen = new Set<string>();
  return added.flatMap(({ number, text }) =>
    patterns.flatMap((pattern) =>
      wordsOf(pattern.exec(text))
        // What was there before, or was said already, is not new.
        .filter((what) => !before.has(what) && !seen.has(what))
        .map((what) => {
          seen.add(what);
          return { what: what.length > longest ? `${what.slice(0, longest - 1)}…` : what, line: number };
        }),
    ),
  );
}

function wordsOf(match: RegExpExecArray | null): string[] {
  if (match === null) return [];
  const groups = match.slice(1).filter((group) => group !== undefined);
  const words = groups.length === 0 ? match[0] : groups.join(' ');
  return [words.replaceAll(/\s+/g, ' ').trim()];
}
