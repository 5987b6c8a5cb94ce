/** Clients that are followed at most; of more, those with the smallest hashes: every part of a log chooses the same ones. */
export const followedClients = 512;
/** Beyond so many requests in one piece of a log a client is a machine, whose pauses say nothing about people. */
const mostEvents = 256;

/** Requests of one followed client: times in milliseconds, each followed by a code of its target. */
export interface ClientEvents {
  readonly client: number;
  readonly events: readonly number[];
  readonly isMachine: boolean;
}

interface Followed {
  readonly events: number[];
  isMachine: boolean;
}

/** Follows the requests of a sample of clients through one piece of a log. Keeps hashes, no addresses. */
export class ClientSample {
  readonly #followed = new Map<number, Followed>();
  #largest = Number.POSITIVE_INFINITY;
  isSampled = false;

  /** Whether a client may be among those that are followed. */
  follows(client: number): boolean {
    return client <= this.#largest;
  }

  /**
   * Counts a request of a client that may be followed.
   *
   * @param client hash of the client
   * @param time in milliseconds
   * @param code hash of the target, odd where the request writes
   */
  add(client: number, time: number, code: number): void {
    let followed = this.#followed.get(client);
    if (followed === undefined) {
      followed = { events: [], isMachine: false };
      this.#followed.set(client, followed);
      if (this.#followed.size > 2 * followedClients) this.#keepSmallest();
    }
    if (followed.events.length < 2 * mostEvents) followed.events.push(time, code);
    else followed.isMachine = true;
  }

  /** The followed clients, smallest hash first. */
  result(): ClientEvents[] {
    if (this.#followed.size > followedClients) this.#keepSmallest();
    return [...this.#followed]
      .sort(([a], [b]) => a - b)
      .map(([client, { events, isMachine }]) => ({ client, events: isMachine ? [] : events, isMachine }));
  }

  /**
   * Forgets the requests for the next piece of the log, and keeps the bound: whoever lies beyond it is not among the smallest of the
   * whole log either.
   */
  clear(): void {
    this.#followed.clear();
  }

  #keepSmallest(): void {
    const hashes = [...this.#followed.keys()].sort((a, b) => a - b);
    for (const hash of hashes.slice(followedClients)) this.#followed.delete(hash);
    this.#largest = hashes[followedClients - 1] ?? this.#largest;
    this.isSampled = true;
  }
}
