/** A line that the runner takes for a command: `::…` at its start (behind white space and colours), `##[` anywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of the terminal start with an escape character
const commandStart = /^((?:\s|\u001B\[[\d;]*m)*):(?=:)/gm;

/**
 * Text that may be printed to a workflow's log: no line of it is a command.
 *
 * @example inertLog('::error::x') // ': :error::x'
 */
export function inertLog(text: string): string {
  return text.replaceAll(commandStart, '$1: ').replaceAll('##[', '# #[');
}
