import { byteSource } from '../bytes/source.ts';
import type { LineParser } from './log-format.ts';
import type { LogLine } from './log-line.ts';
import type { LoggedRequest } from './logged-request.ts';
import { outcome } from './outcome.ts';

const longestText = 8192;
const requestLine = /^([A-Z]{3,20}) (\S.*?)(?: HTTP\/[\d.]+)?$/i;
const closedByClient = new Set([460, 499]);

/** Reads a line as text: a request, or an outcome. */
export type ReadRecord = (text: string) => LoggedRequest | number;

function wholeOr(value: number | null | undefined, otherwise: number): number {
  return value !== null && value !== undefined && value >= 0 && value <= 2 ** 52 ? Math.floor(value) : otherwise;
}

/** Writes texts one behind the other into a buffer of its own, and their places into a line. */
class LineWriter {
  readonly #source = byteSource(Buffer.alloc(4 * longestText * 4));
  #at = 0;

  write(line: LogLine, request: LoggedRequest, [method, target]: readonly [string, string]): void {
    this.#at = 0;
    line.reset();
    line.source = this.#source;
    [line.methodStart, line.methodEnd] = this.#text(method);
    [line.targetStart, line.targetEnd] = this.#text(target);
    [line.clientStart, line.clientEnd] = this.#text(request.client ?? '');
    [line.agentStart, line.agentEnd] = this.#text(request.agent ?? '');
    line.time = request.time?.at ?? 0;
    line.zone = request.time?.zone ?? 0;
    this.#numbers(line, request);
  }

  #numbers(line: LogLine, { status, size, microseconds, onConnection, abandoned }: LoggedRequest): void {
    line.status = status !== null && status >= 100 && status <= 999 ? Math.floor(status) : 0;
    line.size = wholeOr(size, -1);
    line.duration = wholeOr(microseconds, -1);
    line.onConnection = wholeOr(onConnection, -1);
    line.abandoned = Number(abandoned ?? closedByClient.has(line.status));
  }

  #text(text: string): [number, number] {
    const start = this.#at;
    const clean = text === '-' ? '' : text.slice(0, longestText);
    this.#at += this.#source.bytes.write(clean, start, 'utf8');
    return [start, this.#at];
  }
}

/** Method and target of a request; null where it has none that HTTP knows. */
function targetOf({ method, target, request }: LoggedRequest): readonly [string, string] | null {
  const [, writtenMethod, writtenTarget] = requestLine.exec(request ?? '') ?? [];
  const [name = '', path = ''] = [method ?? writtenMethod, target ?? writtenTarget];
  return /^[A-Za-z]{3,20}$/.test(name) && path !== '' && path !== '-' ? [name.toUpperCase(), path] : null;
}

/** Makes a parser of a function that reads a line as text. */
export function recordParser(read: ReadRecord, notes: readonly string[] = []): LineParser {
  const writer = new LineWriter();
  return {
    notes,
    parse(line, start, end) {
      const request = read(line.source.bytes.toString('utf8', start, end));
      if (typeof request === 'number') return request;
      if (request.time === null) return outcome.noTime;
      const target = targetOf(request);
      if (target === null) return outcome.noRequest;
      writer.write(line, request, target);
      return outcome.request;
    },
  };
}
