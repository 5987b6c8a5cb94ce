/** Deployments that are listed, a hundred a request, and releases that are looked at closely, each a request of its own. */
const most = { listed: 1000, looked: 100 } as const;

/** How far back a history is read: a bound, so that nobody waits at 3 AM for thousands of requests. */
export interface Reach {
  /** Tells whether one more may be read. */
  readonly take: (what: keyof typeof most) => boolean;
  /** What was left unread, for people; null where nothing was. */
  readonly cutOff: () => string | null;
}

/** A whole reach, for one reading. */
export function createReach(): Reach {
  const left: Record<keyof typeof most, number> = { ...most };
  let cutOff: string | null = null;
  return {
    take(what) {
      left[what] -= 1;
      if (left[what] < 0)
        cutOff = what === 'listed' ? `its last ${most.listed} deployments` : `${most.looked} releases`;
      return left[what] >= 0;
    },
    cutOff: () => cutOff,
  };
}
