/**
 * The line of a comment that may be a command: its first, unless Markdown shows it as code. (A quotation does not begin with a slash.)
 *
 * @example commandLineOf('/validate\nplease') // '/validate'
 * @example commandLineOf('    /validate') // null
 */
export function commandLineOf(comment: string): string | null {
  const [line = ''] = comment.slice(0, 10_000).split(/\r\n|\r|\n/, 1);
  return /^\S/.test(line) ? line.trimEnd() : null;
}
