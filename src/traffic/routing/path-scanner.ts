import { byteSource } from '../bytes/source.ts';
import { byteClass, classOfByte, type SegmentKind, segmentKind, segmentKinds } from './segment-kind.ts';

const slash = 0x2f;
const question = 0x3f;
const hash = 0x23;
const tilde = 0x7e;
const longestPlain = 40;
const mostBytes = 1024;
const mostSegments = 24;

/** Steps up in the tree of files, ends of strings in C, scripts, lookups of templates, SQL; plain or percent-encoded. */
const attackForm =
  /(?:\.|%2e){2}(?:%2f|%5c|\\|$)|%00|(?:<|%3c)(?:script|svg|img)|\$\{|%24%7b|(?:'|%27)(?:%20|\+)*(?:or|and|union)\b|union(?:%20|\+)+select/i;

/** Letters, digits and marks that need no encoding (RFC 3986, 6.2.2.2): `/u%73ers/jane` is `/users/jane` to every server. */
const plainEncoded = /%(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)/gi;

/** Codes of values in a template: control bytes, which no template has otherwise. */
const codeOf = new Map<SegmentKind, number>(segmentKinds.map((kind, index) => [kind, index]));
const numberCode = codeOf.get('number') ?? 0;
const restCode = codeOf.get('rest') ?? 0;

/** The kind that a code in a template stands for; null where the segment is a literal. */
export function kindOfCode(segment: string): SegmentKind | null {
  return segment.length === 1 ? (segmentKinds[segment.charCodeAt(0)] ?? null) : null;
}

/** The segment that stands for any value of a kind in a template. */
export function codeText(kind: SegmentKind): string {
  return String.fromCharCode(codeOf.get(kind) ?? 0);
}

const isEnd = (byte: number) => byte === slash || byte === question || byte === hash;
/** Letters and marks only: a word, which most segments are. */
const isPlain = (classes: number) => (classes & ~(byteClass.letter | byteClass.mark)) === 0;

/** Start of the path in a target: a whole URL, as proxies get it, has scheme and host before it. */
function pathStart(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] === slash) return start;
  const scheme = bytes.toString('latin1', start, Math.min(end, start + 8)).indexOf('://');
  if (scheme === -1) return start;
  let at = start + scheme + 3;
  while (at < end && bytes[at] !== slash && bytes[at] !== question) at += 1;
  return at;
}

/** Turns targets into templates: segments that are values become codes, query and repeated slashes go. Makes no string of a plain path. */
export class PathScanner {
  readonly template = byteSource(Buffer.alloc(mostBytes + 2 * mostSegments));
  /** Length of the template. */
  length = 0;
  /** Where the query begins, behind its question mark; the end of the target where it has none. */
  queryStart = 0;
  /** The path carries what only attacks carry, for example `..%2f` or `<script`. */
  isAttack = false;
  readonly #keep: ReadonlySet<string>;

  /** @param keep segments that are literals whatever their form, because a declared route has them */
  constructor(keep: ReadonlySet<string> = new Set()) {
    this.#keep = keep;
  }

  /** Writes the template of the target between two places. */
  scan(bytes: Buffer, start: number, end: number): void {
    const { bytes: template } = this.template;
    let at = pathStart(bytes, start, end);
    this.length = 0;
    this.isAttack = false;
    for (let segments = 0; ; segments += 1) {
      while (at < end && bytes[at] === slash) at += 1;
      template[this.length] = slash;
      this.length += 1;
      if (segments === mostSegments || this.length > mostBytes - longestPlain) {
        at = this.#takeRest(bytes, at, end);
        break;
      }
      at = this.#segment(bytes, at, end);
      if (bytes[at] !== slash || at >= end) break;
    }
    this.queryStart = Math.min(at + 1, end);
  }

  /** Copies a segment or writes its code; gives the position after it. */
  #segment(bytes: Buffer, start: number, end: number): number {
    const { bytes: template } = this.template;
    let classes = 0;
    let at = start;
    let to = this.length;
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (isEnd(byte)) break;
      classes |= classOfByte[byte] as number;
      if (to - this.length < longestPlain) template[to++] = byte;
    }
    const length = at - start;
    if (isPlain(classes) && length <= longestPlain && bytes[start] !== tilde) this.length = to;
    else if (classes === byteClass.digit && length <= 20) this.#number(bytes, start, at);
    else this.#lookCloser(bytes, start, at);
    return at;
  }

  #number(bytes: Buffer, start: number, end: number): void {
    if (this.#keep.size > 0) this.#lookCloser(bytes, start, end);
    else this.#writeCode(numberCode);
  }

  #lookCloser(bytes: Buffer, start: number, end: number): void {
    const written = bytes.toString('utf8', start, Math.min(end, start + 256));
    const segment = written.includes('%') ? written.replace(plainEncoded, decodeURIComponent) : written;
    const kind = segmentKind(segment);
    this.isAttack ||= attackForm.test(written);
    const isLiteral = (kind === 'literal' || this.#keep.has(segment)) && this.length + segment.length < mostBytes;
    if (!isLiteral) this.#writeCode(codeOf.get(kind === 'literal' ? 'text' : kind) ?? 0);
    else this.length += this.template.bytes.write(segment, this.length, 'utf8');
  }

  #writeCode(code: number): void {
    this.template.bytes[this.length] = code;
    this.length += 1;
  }

  #takeRest(bytes: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end && bytes[at] !== question && bytes[at] !== hash) at += 1;
    if (at > start) this.#writeCode(restCode);
    return at;
  }
}
