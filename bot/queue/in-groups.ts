import { setImmediate as nextTurn } from 'node:timers/promises';

interface Call<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes a function of one item whose calls are carried out together: those of one moment, and those that come while a group is under way.
 *
 * A transaction, or a question to the store, costs much the same for one as for many.
 *
 * @param carryOut does it for a group, and gives what each of them gets; where it throws, each gets the error
 * @param most so many at most in one group
 */
export function inGroups<Item, Result>(
  carryOut: (items: readonly Item[]) => Promise<(item: Item) => Result>,
  most: number,
): (item: Item) => Promise<Result> {
  let gathered: Call<Item, Result>[] = [];
  let isBusy = false;
  const drain = async () => {
    await nextTurn();
    while (gathered.length > 0) {
      const group = gathered.slice(0, most);
      gathered = gathered.slice(most);
      await carryOut(group.map(({ item }) => item)).then(
        (resultOf) => group.forEach(({ item, resolve }) => resolve(resultOf(item))),
        (error: unknown) => group.forEach(({ reject }) => reject(error)),
      );
    }
    isBusy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      gathered.push({ item, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      void drain();
    });
}
