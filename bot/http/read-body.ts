import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body that is longer than allowed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Others send so much at the same time that this body has no room. */
export class TooManyBodies extends Error {
  override readonly name = 'TooManyBodies';
}

/**
 * Reads the body of a request, up to a limit in bytes.
 *
 * @throws BodyTooLarge before more than the limit was kept, whatever the header said
 * @throws TooManyBodies where all bodies together have no room
 */
export type ReadBody = (request: IncomingMessage, response: ServerResponse, limit: number) => Promise<Buffer>;

export interface BodyRoom {
  readonly read: ReadBody;
  /** Bytes of all bodies that are held now, besides what each may have for nothing. */
  readonly held: () => number;
}

/** So much of each body takes no room: what GitHub mostly sends gets through while somebody sends large ones. */
const freeBytes = 64 * 1024;

/**
 * Makes the room that the bodies of all requests share: anybody may send one, and it is kept before its signature can be looked at.
 *
 * A body has its room until its request is answered.
 *
 * @param most bytes of all bodies together, besides the first 64 kB of each
 */
export function createBodyRoom(most: number): BodyRoom {
  let held = 0;
  const read: ReadBody = async (request, response, limit) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (!(announced <= limit)) throw new BodyTooLarge(`the body has ${announced} bytes; at most ${limit} are read`);
    let own = 0;
    const release = () => {
      held -= own;
      own = 0;
    };
    response.once('close', release);
    try {
      return await kept(request, limit, (size) => {
        const grown = Math.max(0, size - freeBytes) - own;
        if (held + grown > most) throw new TooManyBodies('too much is sent here at once; send it again later');
        held += grown;
        own += grown;
      });
    } catch (error) {
      release();
      throw error;
    } finally {
      // Whoever has hung up is told nothing, and its end was before.
      if (response.closed) release();
    }
  };
  return { read, held: () => held };
}

/** @param onSize told how long the body is so far, before that is kept */
async function kept(request: IncomingMessage, limit: number, onSize: (size: number) => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw new BodyTooLarge(`the body has more than ${limit} bytes`);
    onSize(size);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
