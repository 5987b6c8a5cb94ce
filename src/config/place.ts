/** Where something stands in a configuration file; line 0 means an option or the file as a whole. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Width of the caret. */
  readonly length: number;
}

/** The place of a whole file, or of something that is not a file, such as a command-line option. */
export function wholeFile(file: string): Place {
  return { file, line: 0, column: 0, length: 0 };
}

/** Whether two places begin at the same character. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column;
}
