import type { Cursor } from '../bytes/cursor.ts';
import type { LogLine } from './log-line.ts';

const space = 0x20;
const quote = 0x22;

function methodEnd({ bytes, at, end }: Cursor): number {
  let here = at;
  while (here < end && ((bytes[here] as number) - 65) >>> 0 < 26) here += 1;
  return here - at >= 3 && here - at <= 20 && bytes[here] === space ? here : -1;
}

/** Where the target ends that other spaces than the last one are part of: some servers log what the client sent as it is. */
function targetEnd(bytes: Buffer, start: number, end: number): number {
  const last = bytes.lastIndexOf(' HTTP/', end, 'latin1');
  return last >= start && last < end ? last : end;
}

/** Whether ` HTTP/1.1"`, 10 bytes, stands at a place. */
function endsPlainly({ bytes, end }: Cursor, at: number): boolean {
  return bytes[at] === space && bytes[at + 1] === 0x48 && bytes[at + 9] === quote && at + 10 <= end;
}

/**
 * Reads `GET /path HTTP/1.1` behind an opening quote, and moves past the closing one.
 *
 * @returns false where it is no request, for example the bytes of a TLS handshake
 */
export function readRequestLine(cursor: Cursor, line: LogLine): boolean {
  const { bytes, end } = cursor;
  const method = methodEnd(cursor);
  if (method === -1) return false;
  line.methodStart = cursor.at;
  line.methodEnd = method;
  line.targetStart = method + 1;
  let at = method + 1;
  while (at < end && bytes[at] !== space && bytes[at] !== quote) at += 1;
  line.targetEnd = at;
  if (at === method + 1) return false;
  if (endsPlainly(cursor, at)) {
    cursor.at = at + 10;
    return true;
  }
  return readUnusualEnd(cursor, line, at);
}

/** HTTP/2, HTTP/0.9, or a target with spaces. */
function readUnusualEnd(cursor: Cursor, line: LogLine, at: number): boolean {
  cursor.at = at;
  const close = cursor.closeQuote();
  if (close === -1) return false;
  line.targetEnd = targetEnd(cursor.bytes, at, close);
  return true;
}
