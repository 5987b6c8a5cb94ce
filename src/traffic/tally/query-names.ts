import { ByteTable } from '../bytes/byte-table.ts';
import type { LogLine } from '../formats/log-line.ts';
import { segmentKind } from '../routing/segment-kind.ts';
import type { Cells } from './cells.ts';

const limits = { entries: 4096, bytes: 1 << 17 };
const longest = 48;
const mostOfRequest = 32;
const noName = -1;
const ampersand = 0x26;
const equals = 0x3d;
const hash = 0x23;
/** What a programmer calls a parameter; brackets may be percent-encoded. */
const plainName = /^[A-Za-z_$][\w$.:-]*(?:\[[\w.-]*\])*$/;

function isEnd(byte: number): boolean {
  return byte === ampersand || byte === equals || byte === hash;
}

/** Reads the names of query strings, and nothing of their values. */
export class QueryNames {
  readonly #table = new ByteTable(limits);
  readonly #numbers = new Int32Array(limits.entries);
  readonly #cells: Cells;

  /** @param cells where names are numbered and counted */
  constructor(cells: Cells) {
    this.#cells = cells;
  }

  /** Forgets the numbers. */
  clear(): void {
    this.#table.clear();
  }

  /** Counts each name in the query from a place on; a value without a name (`?jane`) is none. */
  count(line: LogLine, start: number, cell: number): void {
    const { bytes } = line.source;
    const end = line.targetEnd;
    let at = start;
    for (let names = 0; at < end && names < mostOfRequest; names += 1) {
      const from = at;
      while (at < end && !isEnd(bytes[at] as number)) at += 1;
      const number = at < end && bytes[at] === equals ? this.#lookUp(line, from, at) : noName;
      if (number !== noName) this.#cells.queries.add(cell, number, 1);
      while (at < end && bytes[at] !== ampersand) at += 1;
      at += 1;
    }
  }

  #lookUp(line: LogLine, start: number, end: number): number {
    if (end === start || end - start > longest) return noName;
    const before = this.#table.size;
    const id = this.#table.intern(line.source, start, end);
    if (id === before) this.#numbers[id] = this.#learn(line.source.bytes.toString('latin1', start, end));
    return id === -1 ? noName : (this.#numbers[id] as number);
  }

  #learn(text: string): number {
    const name = text.replaceAll(/%5b/gi, '[').replaceAll(/%5d/gi, ']');
    return plainName.test(name) && segmentKind(name.replaceAll(/[[\]]/g, '')) === 'literal'
      ? this.#cells.queryNames.number(name)
      : noName;
  }
}
