import { byteSource } from '../../traffic/bytes/source.ts';
import type { LineParser } from '../../traffic/formats/log-format.ts';
import { LogLine } from '../../traffic/formats/log-line.ts';
import { outcome } from '../../traffic/formats/outcome.ts';
import { parserOf } from '../../traffic/formats/registry.ts';
import { type DeclaredRoute, DeclaredRoutes } from '../../traffic/routing/declared-routes.ts';
import type { Partial } from '../../traffic/tally/partial.ts';
import { Tally } from '../../traffic/tally/tally.ts';
import { type Block, longestLine } from './block.ts';
import { type BlockReader, openBlock } from './block-reader.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
/** Shared by all blocks of a thread: they are counted one after the other. */
const buffer = Buffer.alloc(longestLine + 1);
const source = byteSource(buffer);

/** Frames lines and hands them to a parser and a tally. */
class LineCounter {
  readonly #parser: LineParser;
  readonly #tally: Tally;
  readonly #line = new LogLine();
  /** In the middle of a line that is too long. */
  #isSkipping = false;

  constructor(parser: LineParser, tally: Tally) {
    this.#parser = parser;
    this.#tally = tally;
    this.#line.source = source;
  }

  count(reader: BlockReader): void {
    let filled = 0;
    for (;;) {
      const count = reader.read(buffer, filled);
      if (count === 0) break;
      filled = this.#countLines(filled + count);
    }
    if (filled > 0 && !this.#isSkipping) this.#countLine(0, filled, false);
  }

  /** Counts the whole lines in the buffer and moves what is left to its start; gives how much that is. */
  #countLines(filled: number): number {
    let at = 0;
    for (;;) {
      const end = buffer.indexOf(newline, at);
      if (end === -1 || end >= filled) break;
      if (this.#isSkipping) this.#isSkipping = false;
      else this.#countLine(at, end, true);
      at = end + 1;
    }
    if (at === 0 && filled === buffer.length) {
      if (!this.#isSkipping) this.#tally.add(this.#line, outcome.tooLong);
      this.#isSkipping = true;
      return 0;
    }
    buffer.copyWithin(0, at, filled);
    return filled - at;
  }

  #countLine(start: number, newlineAt: number, isWhole: boolean): void {
    const end = newlineAt > start && buffer[newlineAt - 1] === carriageReturn ? newlineAt - 1 : newlineAt;
    if (end === start) {
      this.#tally.add(this.#line, outcome.empty);
      return;
    }
    const result = this.#parser.parse(this.#line, start, end);
    if (result > 0) this.#tally.add(this.#line, isWhole ? reasonOf(result, start, end) : outcome.cutOff);
    else if (isWhole || this.#line.isComplete) this.#tally.add(this.#line, result);
    else this.#tally.add(this.#line, outcome.cutOff);
    // The line may be read from a buffer of the parser's own.
    this.#line.source = source;
  }
}

/** Tells bytes that are no text from text of another format. */
function reasonOf(result: number, start: number, end: number): number {
  return buffer.subarray(start, end).includes(0) ? outcome.binary : result;
}

/** What every thread must know; plain data. */
export interface CountingSettings {
  readonly routes: readonly DeclaredRoute[];
  /** Milliseconds since 1970 from which on requests count; null for all of them. */
  readonly since: number | null;
}

/** Makes what counts the lines of one block after the other, all with the same tables. */
export function blockCounter({ routes, since }: CountingSettings): (block: Block) => Partial {
  const tally = new Tally(new DeclaredRoutes(routes), since ?? Number.NEGATIVE_INFINITY);
  return (block) => countBlock(block, tally);
}

function countBlock(block: Block, tally: Tally): Partial {
  const reader = openBlock(block);
  try {
    new LineCounter(parserOf(block.choice), tally).count(reader);
  } finally {
    reader.close();
  }
  return tally.take();
}
