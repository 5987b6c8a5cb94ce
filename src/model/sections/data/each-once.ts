import type { z } from 'zod';

/**
 * A check that no two entries of a list bear one name: what is asked for by name would be asked of the wrong one.
 *
 * @param nameOf how an entry is called
 */
export function eachOnce<Entry>(nameOf: (entry: Entry) => string) {
  return (entries: readonly Entry[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [at, entry] of entries.entries()) {
      const name = nameOf(entry);
      if (seen.has(name)) {
        context.addIssue({ code: 'custom', path: [at], message: `“${name}” only once; it stands in the list before` });
        return;
      }
      seen.add(name);
    }
  };
}
