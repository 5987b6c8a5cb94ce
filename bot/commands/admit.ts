import { type Counted, countCommand } from '../store/count-command.ts';
import type { Querying } from '../store/database.ts';

/** So many commands a person may give in ten minutes in one repository. */
export const mostCommands = 20;

/**
 * Tells what becomes of one more command of somebody: it is looked at; it is the first too many, which is said once; or it is not
 * even answered.
 */
export async function admit(store: Querying, counted: Counted): Promise<'look' | 'say-once' | 'ignore'> {
  const place = await countCommand(store, counted);
  if (place <= mostCommands) return 'look';
  return place === mostCommands + 1 ? 'say-once' : 'ignore';
}
