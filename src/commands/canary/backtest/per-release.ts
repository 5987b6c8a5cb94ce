import { UsageError } from '../../../model/usage-error.ts';
import { inParallel } from './in-parallel.ts';
import { quotedName } from './quoted-name.ts';

/**
 * Does the work for every release, so many at once; the mistakes of all releases are said together.
 *
 * @throws UsageError with a line per release that cannot be used; whatever else the work throws, at once
 */
export async function perRelease<Item, Result>(
  items: readonly Item[],
  most: number,
  { nameOf, work }: { readonly nameOf: (item: Item) => string; readonly work: (item: Item) => Promise<Result> },
): Promise<Result[]> {
  const done = await inParallel(items, most, async (item) => {
    try {
      return { results: [await work(item)], mistakes: [] };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const message = `release ${quotedName(nameOf(item))}: ${error.message}`;
      return { results: [], mistakes: [new UsageError(error.reasonCode, message, { cause: error })] };
    }
  });
  const mistakes = done.flatMap((one) => one.mistakes);
  const [first] = mistakes;
  if (first === undefined) return done.flatMap((one) => one.results);
  throw new UsageError(first.reasonCode, mistakes.map(({ message }) => message).join('\n'), { cause: first });
}
