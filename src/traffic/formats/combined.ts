import { Cursor } from '../bytes/cursor.ts';
import { ClfClock } from './clf-clock.ts';
import { type ExtraDuration, learnExtraDuration } from './extra-duration.ts';
import type { FormatChoice, LineParser, LogFormat } from './log-format.ts';
import type { LogLine } from './log-line.ts';
import { outcome } from './outcome.ts';
import { readRequestLine } from './request-line.ts';

const space = 0x20;
const quote = 0x22;
const dash = 0x2d;
const bracket = 0x5b;
const closedByClient = 499;

/** Reads the common and the combined format of nginx and Apache, with or without a host before and fields behind. */
class CombinedParser implements LineParser {
  readonly #cursor = new Cursor();
  readonly #clock = new ClfClock();
  readonly #extra: ExtraDuration | null;
  /** Lines of this file have referrer and agent. */
  readonly #hasAgents: boolean;
  readonly notes: readonly string[];

  constructor({ head }: FormatChoice) {
    const { duration, notes } = learnExtraDuration(head);
    this.#extra = duration;
    this.notes = notes;
    this.#hasAgents = head.includes('" "');
  }

  parse(line: LogLine, start: number, end: number): number {
    const cursor = this.#cursor;
    line.reset();
    cursor.start(line.source.bytes, start, end);
    if (!this.#client(line)) return outcome.otherFormat;
    if (!this.#clock.read(line, cursor.at)) return outcome.noTime;
    cursor.at += 26;
    if (!cursor.accept(0x5d) || !cursor.accept(space) || !cursor.accept(quote)) return outcome.otherFormat;
    if (!readRequestLine(cursor, line)) return outcome.noRequest;
    if (!this.#answer(line)) return outcome.otherFormat;
    if (!this.#referrerAndAgent(line)) return outcome.otherFormat;
    this.#duration(line);
    return outcome.request;
  }

  /** Finds the client before ` - - [`, and moves behind the bracket. */
  #client(line: LogLine): boolean {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    line.clientStart = cursor.at;
    cursor.moveTo(space);
    const at = cursor.at;
    line.clientEnd = at;
    if (bytes[at + 1] === dash && bytes[at + 3] === dash && bytes[at + 5] === bracket) {
      cursor.at = at + 6;
      return cursor.at < cursor.end;
    }
    return this.#clientBeforeNames(line);
  }

  /** The client is the third word before the bracket: a host, a user or the words of syslog may stand around. */
  #clientBeforeNames(line: LogLine): boolean {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    const start = line.clientStart;
    if (!cursor.moveTo(bracket) || cursor.at - start < 2) return false;
    let word = cursor.at - 1;
    for (let names = 0; names < 2; names += 1) {
      word -= 1;
      while (word > start && bytes[word] !== space) word -= 1;
    }
    line.clientEnd = word;
    let from = word;
    while (from > start && bytes[from - 1] !== space) from -= 1;
    line.clientStart = from;
    cursor.at += 1;
    return word > start;
  }

  /** Status and size, each a number or a dash. */
  #answer(line: LogLine): boolean {
    const cursor = this.#cursor;
    if (!cursor.accept(space)) return false;
    const status = cursor.decimal(0);
    if (status === -1 && !cursor.accept(dash)) return false;
    // What is no status code is counted as unknown, as where a log has a dash.
    line.status = status >= 100 && status <= 999 ? status : 0;
    line.abandoned = status === closedByClient ? 1 : 0;
    if (!cursor.accept(space)) return false;
    line.size = cursor.decimal(0);
    return line.size !== -1 || cursor.accept(dash);
  }

  /** Both or none; a string that does not end is a line cut off. */
  #referrerAndAgent(line: LogLine): boolean {
    const cursor = this.#cursor;
    if (!cursor.accept(space)) {
      line.isComplete = !this.#hasAgents;
      return cursor.at >= cursor.end || cursor.peek() < space;
    }
    if (!cursor.accept(quote)) return true;
    if (!this.#noReferrer() && cursor.closeQuote() === -1) return false;
    if (!cursor.accept(space) || !cursor.accept(quote)) return true;
    line.agentStart = cursor.at;
    const close = cursor.closeQuote();
    line.agentEnd = Math.max(close, line.agentStart);
    return close !== -1;
  }

  /** Moves past `-"`, which is what most requests to a service have, and needs no search. */
  #noReferrer(): boolean {
    const cursor = this.#cursor;
    const { bytes, at } = cursor;
    if (bytes[at] !== dash || bytes[at + 1] !== quote || at + 2 >= cursor.end) return false;
    cursor.at = at + 2;
    return true;
  }

  #duration(line: LogLine): void {
    const extra = this.#extra;
    const cursor = this.#cursor;
    if (extra === null || line.agentEnd === 0 || !cursor.accept(space)) return;
    for (let token = 0; token < extra.token; token += 1) if (!cursor.skipToken()) return;
    if (extra.name > 0) cursor.at += extra.name + 1;
    cursor.accept(quote);
    line.duration = cursor.decimal(extra.power);
  }
}

export const combined: LogFormat = {
  name: 'combined',
  reads: 'common or combined log of nginx and Apache, with or without a host before it and fields behind it',
  parser: (choice) => new CombinedParser(choice),
};
