import { byteSource } from '../bytes/source.ts';
import type { FormatChoice, LogFormat } from './log-format.ts';
import { LogLine } from './log-line.ts';
import { outcome } from './outcome.ts';
import { detectable } from './registry.ts';

const mostLines = 200;

const pointsOfRequest = 1000;

/** How many lines a format reads, and how many it knows as its own although they hold no request. */
function score(format: LogFormat, head: string, lines: readonly string[]): number {
  const parser = format.parser({ name: format.name, pattern: null, head });
  const line = new LogLine();
  let points = 0;
  for (const text of lines) {
    line.source = byteSource(Buffer.from(text));
    const result = parser.parse(line, 0, line.source.bytes.length);
    if (result === outcome.request) points += pointsOfRequest;
    if (result === outcome.noRequest || result === outcome.directive) points += 1;
  }
  return points;
}

/**
 * Finds the format that reads most of the first lines of a file; the more specific one where two read as many.
 *
 * @param head whole lines from the start of the file
 */
export function detectFormat(head: string): FormatChoice {
  const lines = head
    .split('\n')
    .slice(0, mostLines)
    .map((text) => text.replace(/\r$/, ''));
  const most = pointsOfRequest * lines.filter((text) => text !== '').length;
  let best = { name: 'unknown', points: 0 };
  for (const format of detectable) {
    // No other can read more than all.
    if (best.points > 0 && best.points === most) break;
    const points = score(format, head, lines);
    if (points > best.points) best = { name: format.name, points };
  }
  return { name: best.name, pattern: null, head };
}
