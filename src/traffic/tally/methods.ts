import { ByteTable } from '../bytes/byte-table.ts';
import type { LogLine } from '../formats/log-line.ts';

/** Methods of HTTP and WebDAV, and what caches understand; others are counted as OTHER. */
const known = new Set(
  'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT QUERY PURGE PROPFIND PROPPATCH MKCOL COPY MOVE LOCK UNLOCK REPORT SEARCH MKCALENDAR ACL BIND REBIND UNBIND MERGE CHECKOUT CHECKIN LINK UNLINK'.split(
    ' ',
  ),
);
const reads = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);
const limits = { entries: 256, bytes: 4096 };

/** Numbers of methods in the names of the cells. */
export class Methods {
  readonly #table = new ByteTable(limits);
  readonly #numbers = new Uint8Array(limits.entries);
  readonly #writes: boolean[] = [];
  /** The bytes of the method of three letters last looked up, which is mostly GET, and its number. */
  #lastWord = -1;
  #lastNumber = 0;
  readonly #number: (method: string) => number;

  /** @param number gives a method's number by its name */
  constructor(number: (method: string) => number) {
    this.#number = number;
  }

  lookUp(line: LogLine): number {
    const { source, methodStart, methodEnd } = line;
    if (methodEnd - methodStart !== 3) return this.#lookUp(line);
    const word = source.view.getUint16(methodStart) * 256 + (source.bytes[methodStart + 2] as number);
    if (word !== this.#lastWord) {
      this.#lastNumber = this.#lookUp(line);
      this.#lastWord = word;
    }
    return this.#lastNumber;
  }

  #lookUp({ source, methodStart, methodEnd }: LogLine): number {
    const before = this.#table.size;
    const id = this.#table.intern(source, methodStart, methodEnd);
    if (id !== before && id !== -1) return this.#numbers[id] as number;
    const number = this.#learn(source.bytes.toString('latin1', methodStart, methodEnd).toUpperCase());
    // A scanner's inventions may fill the table; a GET after them is a GET all the same.
    if (id !== -1) this.#numbers[id] = number;
    return number;
  }

  /** Forgets the numbers. */
  clear(): void {
    this.#table.clear();
    this.#lastWord = -1;
  }

  /** Whether a method changes something, by its number. */
  writes(number: number): boolean {
    return this.#writes[number] ?? true;
  }

  #learn(text: string): number {
    const method = known.has(text) ? text : 'OTHER';
    const number = this.#number(method);
    this.#writes[number] = !reads.has(method);
    return number;
  }
}
