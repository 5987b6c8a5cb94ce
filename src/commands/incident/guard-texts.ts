import type { IncidentIndex } from '../../incidents/incident-index.ts';
import { readBeside } from './read-beside.ts';

/** The text of every guard that an index names, by its path; null: there is no such file. */
export async function guardTexts(
  folder: string,
  { incidents }: IncidentIndex,
): Promise<ReadonlyMap<string, string | null>> {
  const files = new Set(incidents.flatMap(({ guard }) => (guard === null ? [] : [guard.file])));
  return new Map(await Promise.all([...files].map(async (file) => [file, await readBeside(folder, file)] as const)));
}
