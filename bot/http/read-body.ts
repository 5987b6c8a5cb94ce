import type { IncomingMessage } from 'node:http';

/** A body that is longer than allowed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * Reads the body of a request, up to a limit in bytes.
 *
 * @throws BodyTooLarge before more than the limit was kept, whatever the header said
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (!(announced <= limit)) throw new BodyTooLarge(`the body has ${announced} bytes; at most ${limit} are read`);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new BodyTooLarge(`the body has more than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
