import { parse } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../../model/usage-error.ts';
import { IncidentIndex } from '../incident-index.ts';

/** File name of the index in its folder. */
export const indexName = 'index.yml';

/**
 * Reads the index of incidents.
 *
 * @throws UsageError with every mistake and its place
 */
export function parseIndex(text: string): IncidentIndex {
  const index = IncidentIndex.safeParse(parseYaml(text));
  if (index.success) return index.data;
  throw new UsageError('invalid-incident', `${indexName} is no index of incidents:\n${z.prettifyError(index.error)}`);
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch (cause) {
    throw new UsageError('invalid-incident', `${indexName} is no YAML: ${(cause as Error).message}`, { cause });
  }
}
