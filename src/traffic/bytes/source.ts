/** Bytes with the view that reads four of them at once; made once per buffer, not per line. */
export interface ByteSource {
  readonly bytes: Buffer;
  readonly view: DataView;
}

/** Wraps a buffer; nothing is copied. */
export function byteSource(bytes: Buffer): ByteSource {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}
