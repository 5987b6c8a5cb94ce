/** Bytes to write into a file. */
export interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const [headerBytes, specialBytes, layoutVersion] = [24, 16, 4];
const [isLeaf, isRoot] = [1, 2];
/** A key of inner pages that says nothing and stands before every other: only where its page is. */
const downlinkBytes = 8;
const hasNoKey = 0x2000;
const innerFill = 0.7;

/**
 * How many levels of inner pages a B-tree of so many pages has.
 *
 * Source: PostgreSQL builds inner pages to seven tenths; a page there holds one key and four bytes for each page below.
 *
 * @param width bytes of the key
 * @example btreeHeight(38_000, { width: 8, pageBytes: 8192 }) // 2
 */
export function btreeHeight(pages: number, key: { readonly width: number; readonly pageBytes: number }): number {
  const entry = Math.ceil((8 + key.width) / 8) * 8 + 4;
  const fanOut = Math.max(2, Math.floor(((key.pageBytes - headerBytes - specialBytes) * innerFill) / entry));
  let [height, reached] = [0, 1];
  while (reached < pages - 1) {
    reached *= fanOut;
    height += 1;
  }
  return height;
}

function page(pageBytes: number, level: number, flags: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(pageBytes);
  const view = new DataView(bytes.buffer);
  const special = pageBytes - specialBytes;
  view.setUint16(12, headerBytes, true);
  view.setUint16(14, special, true);
  view.setUint16(16, special, true);
  view.setUint16(18, pageBytes | layoutVersion, true);
  view.setUint32(special + 8, level, true);
  view.setUint16(special + 12, flags, true);
  return { bytes, view };
}

function rootPage(pageBytes: number, level: number, child: number): Uint8Array {
  const { bytes, view } = page(pageBytes, level, isRoot);
  const at = pageBytes - specialBytes - downlinkBytes;
  view.setUint16(12, headerBytes + 4, true);
  view.setUint16(14, at, true);
  view.setUint32(headerBytes, (at | (1 << 15) | (downlinkBytes << 17)) >>> 0, true);
  view.setUint16(at, child >>> 16, true);
  view.setUint16(at + 2, child & 0xffff, true);
  view.setUint16(at + 6, hasNoKey | downlinkBytes, true);
  return bytes;
}

/**
 * What makes an empty B-tree seem as high as a full one: a root on page 1 with one empty leaf below it, on page 2.
 *
 * The planner charges for each level, and reads the height from the first page. Where it looks for the smallest or largest value, it
 * finds the empty leaf, and goes by the histogram.
 *
 * @param height 0 gives the tree of one page back that has no root, whatever was written there before
 */
export function btreeFront(height: number, pageBytes: number): readonly Patch[] {
  const meta = new DataView(new ArrayBuffer(16));
  const root = height === 0 ? 0 : 1;
  for (const [index, value] of [root, height, root, height].entries()) meta.setUint32(index * 4, value, true);
  const front = { offset: headerBytes + 8, bytes: new Uint8Array(meta.buffer) };
  if (height === 0) return [front];
  return [
    // Root and its level, twice: behind the page's header, a magic number and a version.
    front,
    { offset: pageBytes, bytes: rootPage(pageBytes, height, 2) },
    { offset: 2 * pageBytes, bytes: page(pageBytes, 0, isLeaf).bytes },
  ];
}
