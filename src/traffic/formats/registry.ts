import { combined } from './combined.ts';
import type { FormatChoice, LineParser, LogFormat } from './log-format.ts';
import { unknown } from './unknown.ts';

/** Every format by its name, more specific ones first. */
const formats: ReadonlyMap<string, LogFormat> = new Map([combined].map((format) => [format.name, format]));

/** Formats that detection tries, in order. */
export const detectable: readonly LogFormat[] = [...formats.values()];

/** Makes the parser that was chosen for a file. */
export function parserOf(choice: FormatChoice): LineParser {
  return (formats.get(choice.name) ?? unknown).parser(choice);
}
