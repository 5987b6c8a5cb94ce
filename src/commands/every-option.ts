import { UsageError } from '../model/usage-error.ts';

/**
 * Reads every option by its own function, so that all mistakes are told at once.
 *
 * @throws UsageError with one line for each mistake, in the order of the readers; any other error as it is
 */
export async function everyOption<T extends Readonly<Record<string, () => unknown>>>(
  readers: T,
): Promise<{ [Name in keyof T]: Awaited<ReturnType<T[Name]>> }> {
  const names = Object.keys(readers);
  const results = await Promise.allSettled(names.map(async (name) => readers[name]?.()));
  const errors = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  const mistakes = errors.filter((error) => error instanceof UsageError);
  const [first] = mistakes;
  if (mistakes.length < errors.length) throw errors.find((error) => !(error instanceof UsageError));
  if (first !== undefined)
    throw new UsageError(first.reasonCode, mistakes.map(({ message }) => message).join('\n'), { cause: first });
  const values = results.map((result, index) => [names[index], result.status === 'fulfilled' ? result.value : null]);
  return Object.fromEntries(values) as { [Name in keyof T]: Awaited<ReturnType<T[Name]>> };
}
