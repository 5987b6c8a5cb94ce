import { inertLog } from './log.ts';
import { plainText, visible } from './plain-text.ts';

/** How the typography of our own texts is written where only ASCII is sure to be shown. */
const plain = new Map([
  ['…', '...'],
  ['×', 'x'],
  ['÷', '/'],
  ['÷', '/'],
  ['±', '+/-'],
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['’', "'"],
  ['‘', "'"],
  ['“', '"'],
  ['”', '"'],
  ['≤', '<='],
  ['≥', '>='],
  ['·', '*'],
  ['→', '->'],
  ['↔', '<->'],
  ['µ', 'u'],
  ['ρ', 'rho'],
  ['∞', 'infinity'],
]);
const typography = new RegExp(`[${[...plain.keys()].join('')}]`, 'gu');

/**
 * Text for a terminal: no control character, no escape sequence, no reordering; with `ascii` also no typographic signs of ours.
 *
 * Letters of other alphabets stay: a route is called what it is called.
 *
 * @example terminalText('× 5.1', { ascii: true }) // 'x 5.1'
 */
export function terminalText(
  text: string,
  { ascii, limit }: { readonly ascii: boolean; readonly limit?: number },
): string {
  const safe = plainText(text, limit);
  return ascii ? safe.replaceAll(typography, (sign) => plain.get(sign) ?? sign) : safe;
}

/**
 * A line that keeps its spaces and may be printed as it is: no control character, no escape sequence, no workflow command.
 *
 * @example inertTerminal('  ::error::x') // '  : :error::x'
 */
export function inertTerminal(line: string): string {
  return inertLog(visible(line));
}

/**
 * The same of several lines, such as those of a mistake that quotes what somebody wrote.
 *
 * @example inertLines('a\n\u001b[31mb') // 'a\n\\u{1b}[31mb'
 */
export function inertLines(text: string): string {
  return text.split('\n').map(inertTerminal).join('\n');
}
