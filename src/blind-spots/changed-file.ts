/** A file of a pull request, as GitHub lists it. */
export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  /** Unified diff of the file; null where GitHub gives none (binary, or too large). */
  readonly patch: string | null;
}

/** A line that the pull request adds, at its place in the new file. */
export interface AddedLine {
  readonly number: number;
  readonly text: string;
}

/** What a file's diff adds and takes away. */
export interface Lines {
  readonly added: readonly AddedLine[];
  readonly removed: readonly string[];
}

const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * Reads a unified diff; what is no diff adds nothing.
 *
 * @example linesOf('@@ -1 +1,2 @@\n a\n+b').added // [{ number: 2, text: 'b' }]
 */
export function linesOf(patch: string): Lines {
  const added: AddedLine[] = [];
  const removed: string[] = [];
  let number = Number.NaN;
  for (const line of patch.split('\n')) {
    const start = hunk.exec(line);
    if (start !== null) {
      number = Number(start[1]);
    } else if (line.startsWith('+')) {
      added.push({ number, text: line.slice(1) });
      number += 1;
    } else if (line.startsWith('-')) {
      removed.push(line.slice(1));
    } else if (!line.startsWith('\\')) {
      number += 1;
    }
  }
  return { added: added.filter((one) => !Number.isNaN(one.number)), removed };
}
