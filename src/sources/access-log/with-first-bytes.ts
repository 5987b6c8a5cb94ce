/** Looks at the start of a stream without taking it away: `chunks` gives everything, from the start. */
export async function withFirstBytes(
  stream: AsyncIterable<Buffer>,
  count: number,
): Promise<{ first: Buffer; chunks: AsyncIterable<Buffer> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  let length = 0;
  let isDone = false;
  let failure: unknown = null;
  while (length < count && !isDone) {
    try {
      const next = await iterator.next();
      isDone = next.done === true;
      if (next.done === true) break;
      seen.push(next.value);
      length += next.value.length;
    } catch (error) {
      // What came before the error is still to be read.
      failure = error;
      isDone = true;
    }
  }
  async function* chunks(): AsyncGenerator<Buffer> {
    yield* seen;
    if (failure !== null) throw failure;
    if (!isDone) yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { first: Buffer.concat(seen).subarray(0, count), chunks: chunks() };
}
