import { parse } from 'yaml';
import { z } from 'zod';
import { GuardCheck } from '../incidents/guards/guard-check.ts';
import { UsageError } from '../model/usage-error.ts';
import type { GuardFile } from './guard-file.ts';

/**
 * Reads a guard that needs no load.
 *
 * @throws UsageError where it is none
 */
export function parseCheck({ file, text }: GuardFile): GuardCheck['check'] {
  let yaml: unknown;
  try {
    yaml = parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch {
    yaml = null;
  }
  const parsed = GuardCheck.safeParse(yaml);
  if (parsed.success) return parsed.data.check;
  throw new UsageError('invalid-option', `${file} is no guard (tollgate.guard/1): ${z.prettifyError(parsed.error)}`);
}
