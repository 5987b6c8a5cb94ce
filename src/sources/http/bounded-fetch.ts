import type { Options } from 'ky';

/** Thrown while a body is read that is larger than the budget. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget';
}

/**
 * A `fetch` that reads the whole body, so that an attempt’s time-out covers it, and stops at `maxBytes`.
 *
 * @throws OverBudget (by rejection), and what `fetch` throws
 */
export function boundedFetch(maxBytes: number): NonNullable<Options['fetch']> {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(await readBody(response.body, maxBytes), { status, statusText, headers });
  };
}

async function readBody(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by throwing cancels the stream, and with it the connection.
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new OverBudget(`the answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
