/** Lets in one after the other; who is urgent goes before those that wait. */
export interface Turns {
  take<Result>(work: () => Promise<Result>, isUrgent: boolean): Promise<Result>;
}

/** Makes turns. */
export function createTurns(): Turns {
  const urgent: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  let isBusy = false;
  const run = async () => {
    for (let next = urgent.shift() ?? others.shift(); next !== undefined; next = urgent.shift() ?? others.shift()) {
      await next();
    }
    isBusy = false;
  };
  return {
    take: (work, isUrgent) =>
      new Promise((resolve, reject) => {
        (isUrgent ? urgent : others).push(() => work().then(resolve, reject));
        if (isBusy) return;
        isBusy = true;
        void run();
      }),
  };
}
