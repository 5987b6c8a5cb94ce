import { durationOf, numberOf } from './duration-text.ts';
import type { FormatChoice, LogFormat } from './log-format.ts';
import type { LoggedRequest } from './logged-request.ts';
import { outcome } from './outcome.ts';
import { recordParser } from './record-parser.ts';
import { readTime } from './time-text.ts';

const fieldsLine = /^#Fields:\s*(.*)$/m;
const directive = /^#[A-Za-z-]+:/;

type Row = (...names: readonly string[]) => string | null;

/** IIS counts whole milliseconds, CloudFront seconds with a fraction. */
function microsecondsOf(taken: string | null): number | null {
  return durationOf(taken, taken?.includes('.') === true ? 1_000_000 : 1000);
}

function requestOf(row: Row): LoggedRequest {
  const [stem, query] = [row('cs-uri-stem'), row('cs-uri-query')];
  return {
    method: row('cs-method'),
    target: query === null ? (stem ?? row('cs-uri')) : `${stem}?${query}`,
    client: row('x-forwarded-for', 'c-ip'),
    // Spaces are written as plus signs.
    agent: row('cs(User-Agent)', 'cs(user-agent)')?.replaceAll('+', ' ') ?? null,
    time: readTime(`${row('date')} ${row('time')}`),
    status: numberOf(row('sc-status')),
    size: numberOf(row('sc-bytes')),
    microseconds: microsecondsOf(row('time-taken')),
  };
}

function rowReader(columns: readonly string[], text: string): Row {
  const values = text.split(text.includes('\t') ? '\t' : ' ');
  return (...names) => {
    for (const name of names) {
      const value = values[columns.indexOf(name)];
      if (value !== undefined && value !== '' && value !== '-') return value;
    }
    return null;
  };
}

const columnsIn = (text: string) => fieldsLine.exec(text)?.[1]?.trim().split(/\s+/) ?? null;

/** IIS and CloudFront: the columns stand in the file, and may change in the middle of it. Times are UTC. */
export const w3c: LogFormat = {
  name: 'w3c',
  reads: 'W3C extended log of IIS and CloudFront; time-taken in milliseconds, with a fraction in seconds',
  isSequential: true,
  parser: ({ head }: FormatChoice) => {
    let columns = columnsIn(head) ?? [];
    return recordParser((text) => {
      if (directive.test(text)) {
        columns = columnsIn(text) ?? columns;
        return outcome.directive;
      }
      return columns.length < 3 ? outcome.otherFormat : requestOf(rowReader(columns, text));
    });
  },
};
