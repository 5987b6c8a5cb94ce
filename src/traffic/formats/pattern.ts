import { durationOf, numberOf } from './duration-text.ts';
import type { LineParser } from './log-format.ts';
import type { LoggedRequest } from './logged-request.ts';
import { outcome } from './outcome.ts';
import { apacheVariable, type Meaning, nginxVariable } from './pattern-variables.ts';
import { recordParser } from './record-parser.ts';
import { readTime } from './time-text.ts';

/** A value and the text behind it, up to the next value. */
interface Part {
  readonly meaning: Meaning | null;
  readonly behind: string;
}

interface Compiled {
  readonly before: string;
  readonly parts: readonly Part[];
}

const nginxForm = /\$\{?(\w+)\}?/g;
const apacheForm = /%[<>]?(?:![\d,]+)?(?:\{([^}]*)\})?([A-Za-z%])/g;

/** Takes a `log_format` (nginx, with `$`) or a `LogFormat` (Apache, with `%`) apart. */
function compile(pattern: string): Compiled {
  const text = pattern.replaceAll('\\"', '"').replaceAll("\\'", "'");
  const isNginx = text.includes('$');
  const found = [...text.matchAll(isNginx ? nginxForm : apacheForm)];
  const meaningOf = ([, first = '', second = '']: RegExpExecArray) =>
    isNginx ? nginxVariable(first) : apacheVariable(second, first);
  const starts = [...found.map(({ index }) => index), text.length];
  return {
    before: text.slice(0, starts[0]),
    parts: found.map((match, index) => ({
      meaning: meaningOf(match),
      behind: text.slice(match.index + match[0].length, starts[index + 1]),
    })),
  };
}

/** Where the text behind a value begins; a quote in it may be escaped. */
function endOf(line: string, from: number, behind: string): number {
  if (behind === '') return line.length;
  let found = line.indexOf(behind, from);
  while (found > from && behind.startsWith('"') && line[found - 1] === '\\') found = line.indexOf(behind, found + 1);
  return found;
}

/** The values of a line by what they mean; null where the line is of another format. Looks at each character once. */
function match(line: string, { before, parts }: Compiled): Map<Meaning, string> | null {
  if (!line.startsWith(before)) return null;
  const values = new Map<Meaning, string>();
  let at = before.length;
  for (const [index, { meaning, behind }] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const end = isLast && behind === '' ? line.length : endOf(line, at, behind);
    if (end === -1) return null;
    if (meaning !== null && !values.has(meaning)) values.set(meaning, line.slice(at, end));
    at = end + behind.length;
  }
  return values;
}

const units = [
  ['seconds', 1_000_000],
  ['milliseconds', 1000],
  ['microseconds', 1],
] as const;

function requestOf(values: ReadonlyMap<Meaning, string>): LoggedRequest {
  const text = (meaning: Meaning) => values.get(meaning) ?? null;
  const [path, query] = [text('path'), text('query')];
  const target =
    text('target') ?? (query === null || query === '' || query === '-' ? path : `${path}?${query.replace(/^\?/, '')}`);
  const [known] = units.flatMap(([name, unit]) => durationOf(text(name), unit) ?? []);
  return {
    request: text('request'),
    method: text('method'),
    target,
    client: text('client'),
    agent: text('agent'),
    time: readTime(text('time')),
    status: numberOf(text('status')),
    size: numberOf(text('size')),
    microseconds: known ?? null,
    onConnection: numberOf(text('connection-requests')),
  };
}

/** Makes a parser of one or several patterns; the first that fits a line reads it. */
export function patternParser(patterns: readonly string[]): LineParser {
  const compiled = patterns.map(compile);
  return recordParser((line) => {
    for (const one of compiled) {
      const values = match(line, one);
      if (values !== null) return requestOf(values);
    }
    return outcome.otherFormat;
  });
}

/** What is missing in a pattern to read requests with it; empty where nothing is. */
export function missingIn(pattern: string): string[] {
  const has = new Set(compile(pattern).parts.map(({ meaning }) => meaning));
  const isThere = (...meanings: readonly Meaning[]) => meanings.some((meaning) => has.has(meaning));
  return [
    ...(isThere('time') ? [] : ['a time ($time_local, $time_iso8601, $msec, %t)']),
    ...(isThere('request', 'target', 'path') ? [] : ['a request ($request, $request_uri, %r, %U)']),
  ];
}
