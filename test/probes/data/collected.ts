import { expect } from 'vitest';
import { Profile } from '../../../src/model/profile.ts';
import type { Table } from '../../../src/model/sections/data/table.ts';
import type { DataCatalogue } from '../../../src/model/sections/data.ts';
import { collectProfile } from '../../../src/probes/collect-profile.ts';
import type { Database } from '../../../src/probes/data/database.ts';

const now = new Date('2026-11-21T12:00:00Z');

/** A database with the settings that most tests want. */
export function database(url: string, changes: Partial<Database> = {}): Database {
  return {
    url,
    role: null,
    safeColumns: [],
    leastRows: 10,
    key: 'a key for the tests only',
    timeoutSeconds: 10,
    ...changes,
  };
}

/** The profile of a database alone, as it would be read from its file. */
export async function profileOf(environment: string, given: Database): Promise<Profile> {
  const profile = await collectProfile(
    {
      environment,
      source: null,
      database: given,
      window: { kind: 'last', seconds: 3600 },
      subject: { service: 'shop', region: null, release: null },
      history: false,
      parts: ['data'],
    },
    { now, dryRun: false, progress: () => {} },
  );
  return Profile.parse(JSON.parse(JSON.stringify(profile)));
}

/** The catalogue of a database that can be read. */
export async function catalogueOf(given: Database): Promise<DataCatalogue> {
  const profile = await profileOf('production', given);
  expect(profile.sections.data?.status, profile.sections.data?.message ?? '').not.toBe('unavailable');
  const catalogue = profile.catalogues?.data;
  if (catalogue === undefined) throw new Error('the profile has no catalogue');
  return catalogue;
}

/** A table of a catalogue by its name. */
export function tableOf(catalogue: DataCatalogue, name: string): Table {
  const found = catalogue.tables.find((table) => table.name === name);
  if (found === undefined) throw new Error(`there is no table ${name}`);
  return found;
}
