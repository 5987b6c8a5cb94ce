const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
/** Looked up: to raise a number to a power is slow. */
const powersOfTen = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);

/** A place in a line that moves on as its parts are read; one object is used for all lines. */
export class Cursor {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  end = 0;

  /**
   * Starts a line.
   *
   * The byte after the line (its newline) becomes a quote: so a search for a quote, which the machine does much faster than a loop,
   * stops at the end of the line.
   */
  start(bytes: Buffer, start: number, end: number): void {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    if (end < bytes.length) bytes[end] = quote;
  }

  /** The byte here; −1 at the end of the line. */
  peek(): number {
    return this.at < this.end ? (this.bytes[this.at] as number) : -1;
  }

  /** Moves past a byte; false, and stays, where another one stands here. */
  accept(byte: number): boolean {
    if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  /** Moves to the next such byte; false, and moves to the end, where there is none. */
  moveTo(byte: number): boolean {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && bytes[at] !== byte) at += 1;
    this.at = at;
    return at < end;
  }

  /** Moves past the quote that ends the string here and gives its place; −1, and stays, where the string does not end. */
  closeQuote(): number {
    let found = this.bytes.indexOf(quote, this.at);
    while (found > this.at && found < this.end && this.#isEscaped(found)) found = this.bytes.indexOf(quote, found + 1);
    if (found === -1 || found >= this.end) return -1;
    this.at = found + 1;
    return found;
  }

  /** Moves past a word, a "string" or a [group], and the space behind it; false at the end of the line. */
  skipToken(): boolean {
    if (this.at >= this.end) return false;
    if (this.accept(quote)) this.closeQuote();
    else if (this.bytes[this.at] === 0x5b) this.moveTo(0x5d);
    this.moveTo(space);
    this.accept(space);
    return true;
  }

  /**
   * Moves past a plain decimal number such as `0.123` and gives it times a power of ten, rounded down to a whole number.
   *
   * @returns −1 where there is none: `-`, nothing, a sign, text
   */
  decimal(power: number): number {
    const whole = this.at;
    let value = this.#digits(15, 0);
    if (this.at === whole) return -1;
    let left = power;
    if (this.accept(0x2e)) {
      const fraction = this.at;
      value = this.#digits(power, value);
      left = power - Math.min(this.at - fraction, power);
    }
    return left === 0 ? value : value * (powersOfTen[left] as number);
  }

  /** Appends digits to a value; those beyond `most` are passed over. */
  #digits(most: number, before: number): number {
    const { bytes, end } = this;
    let value = before;
    let at = this.at;
    for (let read = 0; at < end; at += 1, read += 1) {
      const digit = (bytes[at] as number) - 48;
      if (digit >>> 0 > 9) break;
      if (read < most) value = value * 10 + digit;
    }
    this.at = at;
    return value;
  }

  #isEscaped(at: number): boolean {
    let before = at - 1;
    while (before >= this.at && this.bytes[before] === backslash) before -= 1;
    return (at - 1 - before) % 2 === 1;
  }
}
