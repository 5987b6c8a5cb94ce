import { type ClientEvents, followedClients } from '../tally/client-sample.ts';

/** A client with more requests is a machine, or many people behind one address. */
const mostEvents = 1000;

interface Followed {
  events: number[];
  isMachine: boolean;
}

/** The followed clients of a whole log, put together from its pieces. */
export class FollowedClients {
  readonly #followed = new Map<number, Followed>();
  isSampled = false;

  absorb(clients: readonly ClientEvents[], isSampled: boolean): void {
    this.isSampled ||= isSampled;
    for (const { client, events, isMachine } of clients) {
      const mine = this.#followed.get(client) ?? { events: [], isMachine: false };
      this.#followed.set(client, mine);
      mine.isMachine ||= isMachine || mine.events.length + events.length > 2 * mostEvents;
      mine.events = mine.isMachine ? [] : [...mine.events, ...events];
    }
    if (this.#followed.size > 2 * followedClients) this.#keepSmallest();
  }

  /** Times and codes of each client, by time; machines are empty. */
  clients(): readonly (readonly (readonly [number, number])[])[] {
    this.#keepSmallest();
    return [...this.#followed]
      .sort(([a], [b]) => a - b)
      .map(([, { events }]) =>
        Array.from({ length: events.length / 2 }, (_, index): [number, number] => [
          events[2 * index] ?? 0,
          events[2 * index + 1] ?? 0,
        ]).sort(([a, m], [b, n]) => a - b || m - n),
      );
  }

  #keepSmallest(): void {
    if (this.#followed.size <= followedClients) return;
    const hashes = [...this.#followed.keys()].sort((a, b) => a - b);
    for (const hash of hashes.slice(followedClients)) this.#followed.delete(hash);
    this.isSampled = true;
  }
}
