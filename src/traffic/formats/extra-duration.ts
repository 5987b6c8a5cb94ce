/** Where behind the agent a line has its duration. */
export interface ExtraDuration {
  /** Words, "strings" and [groups] before it. */
  readonly token: number;
  /** Length of the name before its equals sign; 0 where there is none. */
  readonly name: number;
  /** The power of ten that makes microseconds of it. */
  readonly power: number;
}

interface Learnt {
  readonly duration: ExtraDuration | null;
  readonly notes: readonly string[];
}

const durationNames = /^(?:rt|request_time|req_time|reqtime|rtime|duration|latency|took|response_time|time_taken)$/i;
const powers = new Map([
  ['s', 6],
  ['ms', 3],
  ['us', 0],
  ['µs', 0],
]);
const tokenPattern = /"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\S+/g;
const valuePattern = /^(?:([A-Za-z_]+)[=:])?"?(?:(\d+)(\.\d+)?(s|ms|us|µs)?|-)"?,?$/;

/** The words behind the request, the answer, the referrer and the agent. */
function extraTokens(text: string): string[] | null {
  const line = /\] "(?:[^"\\]|\\.)*" (?:\d{3}|-) (?:\d+|-) "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*" ?(.*)$/.exec(text);
  return line === null ? null : (line[1]?.match(tokenPattern) ?? []);
}

interface Reading {
  readonly name: string;
  readonly isNumber: boolean;
  readonly decimals: number;
  readonly unit: string;
}

function read(token: string): Reading | null {
  const match = valuePattern.exec(token);
  if (match === null) return null;
  const [, name = '', whole, fraction = '', unit = ''] = match;
  return { name, isNumber: whole !== undefined, decimals: Math.max(fraction.length - 1, 0), unit };
}

interface Column {
  readonly token: number;
  readonly name: string;
  /** Null where nothing says the unit. */
  readonly power: number | null;
  readonly isNamed: boolean;
}

/** What a column is, where all its values are numbers of one kind or dashes. */
function columnOf(tokens: readonly string[], token: number): Column | null {
  const readings = tokens.map(read);
  const numbers = readings.filter((reading) => reading?.isNumber === true);
  const [first] = numbers;
  if (first === undefined || first === null || readings.includes(null)) return null;
  if (numbers.some((one) => one?.unit !== first.unit || one.name !== first.name)) return null;
  const isSeconds = numbers.every((one) => (one?.decimals ?? 0) >= 3);
  const power = first.unit === '' ? (isSeconds ? 6 : null) : (powers.get(first.unit) ?? null);
  return { token, name: first.name, power, isNamed: durationNames.test(first.name) };
}

const unitNames = new Map([
  [6, 'seconds'],
  [3, 'milliseconds'],
  [0, 'microseconds'],
]);

/** A named duration comes before an unnamed one; a number without a unit is not guessed at. */
function choose(columns: readonly Column[]): Learnt {
  const eligible = columns.filter(({ name, isNamed }) => isNamed || name === '');
  const chosen =
    eligible.find(({ isNamed, power }) => isNamed && power !== null) ?? eligible.find((one) => one.power !== null);
  if (chosen?.power !== null && chosen !== undefined) {
    const { token, name, power } = chosen;
    return {
      duration: { token, name: name.length, power },
      notes: [`duration read from field ${token + 1} behind the user agent, in ${unitNames.get(power)}`],
    };
  }
  const [unclear] = eligible;
  if (unclear === undefined) return { duration: null, notes: [] };
  return {
    duration: null,
    notes: [
      `field ${unclear.token + 1} behind the user agent is a number without a unit, not read as a duration; say what it is with --log-format`,
    ],
  };
}

/** Learns from the first lines of a file which of the fields behind the combined format is the duration, and its unit. */
export function learnExtraDuration(head: string): Learnt {
  const lines = head.split('\n').flatMap((text) => {
    const tokens = extraTokens(text.trimEnd());
    return tokens === null || tokens.length === 0 ? [] : [tokens];
  });
  const width = Math.min(...lines.map((tokens) => tokens.length), 40);
  if (lines.length === 0) return { duration: null, notes: [] };
  const columns = Array.from({ length: width }, (_, token) =>
    columnOf(
      lines.map((tokens) => tokens[token] ?? ''),
      token,
    ),
  );
  return choose(columns.filter((column) => column !== null));
}
