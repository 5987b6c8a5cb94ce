/** Words, a name, or a link; whoever draws it escapes it for the place where it is shown. */
export type Piece = string | { readonly code: string } | { readonly link: string; readonly to: string };
export type Line = string | readonly Piece[];

/**
 * `working`: more is to come; `waiting`: a person must do something; `done`; `refused`: nothing was done, for a reason of ours;
 * `failed`: something was in the way.
 */
export type Mood = 'working' | 'waiting' | 'done' | 'refused' | 'failed';

/** What is said to whoever gave a command, before it is drawn for a comment, for Slack or for a terminal. */
export interface Answer {
  readonly mood: Mood;
  /** One sentence without its full stop. */
  readonly title: Line;
  readonly lines: readonly Line[];
  /** Where it waits for a second person: the code, for a place that has buttons. */
  readonly confirm?: string;
}

/** The pieces of a line. */
export function piecesOf(line: Line): readonly Piece[] {
  return typeof line === 'string' ? [line] : line;
}

/** Sign of each mood. */
export const moodSigns: Readonly<Record<Mood, string>> = {
  working: '⏳',
  waiting: '✋',
  done: '✅',
  refused: '⛔',
  failed: '❌',
};
