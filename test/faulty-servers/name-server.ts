import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** What a name server says of every name. */
export interface NameServerSays {
  readonly addresses: readonly string[];
  readonly ttl: number;
  /** 0: there may be answers; 2: the server failed; 3: there is no such name. */
  readonly code?: 0 | 2 | 3;
}

const headerLength = 12;

/** Where the question of a query ends: after its name, type and class. */
function questionEnd(query: Buffer): number {
  let place = headerLength;
  while (query.readUInt8(place) > 0) place += query.readUInt8(place) + 1;
  return place + 5;
}

/** One A record for the name of the question (RFC 1035, 4.1.3 and 4.1.4). */
function record(address: string, ttl: number): Buffer {
  const fixed = Buffer.alloc(12);
  fixed.writeUInt16BE(0xc000 + headerLength, 0);
  fixed.writeUInt16BE(1, 2);
  fixed.writeUInt16BE(1, 4);
  fixed.writeUInt32BE(ttl, 6);
  fixed.writeUInt16BE(4, 10);
  return Buffer.concat([fixed, Buffer.from(address.split('.').map(Number))]);
}

function answerTo(query: Buffer, { addresses, ttl, code = 0 }: NameServerSays): Buffer {
  const end = questionEnd(query);
  const header = Buffer.from(query.subarray(0, headerLength));
  header.writeUInt16BE(0x8580 + code, 2);
  header.writeUInt16BE(addresses.length, 6);
  header.writeUInt32BE(0, 8);
  return Buffer.concat([header, query.subarray(headerLength, end), ...addresses.map((one) => record(one, ttl))]);
}

/** A name server on a free UDP port of loopback. */
export async function startNameServer(says: NameServerSays): Promise<{ address: string; stop: () => Promise<void> }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { address, port }) => socket.send(answerTo(query, says), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const stop = async () => {
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  };
  return { address: `127.0.0.1:${socket.address().port}`, stop };
}
