import type { LogLine } from './log-line.ts';

/** Reads lines of one file. May remember what earlier lines said, for example the columns of a W3C log. */
export interface LineParser {
  /** What it learnt from the first lines, or could not. */
  readonly notes: readonly string[];
  /** Fills `line`, whose source holds the bytes from `start` to before `end`, and gives an outcome. Never throws. */
  parse(line: LogLine, start: number, end: number): number;
}

/** A format that was named: one of the registry, or a pattern of the user's own. */
export interface NamedFormat {
  readonly name: string;
  /** A `log_format` of nginx or a `LogFormat` of Apache, where the user gave one. */
  readonly pattern: string | null;
}

/** What the parser of one file is told; plain data, because it travels to workers. */
export interface FormatChoice extends NamedFormat {
  /** First lines of the file, from which a parser learns what differs within a format, for example the columns of a W3C log. */
  readonly head: string;
}

/** A kind of access log. */
export interface LogFormat {
  readonly name: string;
  /** What of it is read, for people; units included. */
  readonly reads: string;
  /** A line can only be read when all lines before it were. */
  readonly isSequential?: boolean;
  readonly parser: (choice: FormatChoice) => LineParser;
}
