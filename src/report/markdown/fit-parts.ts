import type { Markdown } from './md.ts';

/** A part of a document that may lose items at its end, never half an item nor its closing tags. */
export interface DocumentPart {
  readonly open: Markdown;
  readonly items: readonly Markdown[];
  readonly close: Markdown;
  /** How many findings an item stands for; 0 where it stands for none. */
  readonly findings: (index: number) => number;
  /** Kept whole, before anything else gets room. */
  readonly essential: boolean;
}

/** Room for the note about what was left out. */
const noteSize = 400;

const size = (text: string) => Buffer.byteLength(text);

function fill(part: DocumentPart, room: number): { text: string; leftOut: number } {
  const frame = size(part.open.text) + size(part.close.text);
  let used = frame;
  let kept = 0;
  for (const item of part.items) {
    used += size(item.text);
    if (!(used <= room)) break;
    kept += 1;
  }
  let leftOut = 0;
  for (let index = kept; index < part.items.length; index++) leftOut += part.findings(index);
  const text =
    kept === 0 && part.items.length > 0
      ? ''
      : part.open.text +
        part.items
          .slice(0, kept)
          .map((item) => item.text)
          .join('') +
        part.close.text;
  return { text, leftOut };
}

/**
 * Writes the parts in their order into at most `limit` bytes: essential ones whole, the others as far as they fit.
 *
 * @param note says that so many findings were left out; at most 400 bytes
 */
export function fitParts(parts: readonly DocumentPart[], limit: number, note: (leftOut: number) => Markdown): string {
  const whole = (part: DocumentPart) => fill(part, Number.POSITIVE_INFINITY).text;
  let room =
    limit - noteSize - parts.filter(({ essential }) => essential).reduce((sum, part) => sum + size(whole(part)), 0);
  let leftOut = 0;
  const texts = parts.map((part) => {
    if (part.essential) return whole(part);
    const filled = fill(part, room);
    room -= size(filled.text);
    leftOut += filled.leftOut;
    return filled.text;
  });
  return texts.join('') + (leftOut > 0 ? note(leftOut).text : '');
}
