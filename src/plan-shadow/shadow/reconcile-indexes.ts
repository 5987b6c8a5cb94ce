import type { Client } from 'pg';
import { withoutLiterals } from '../../data/without-literals.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { withGuardedClient } from '../server/guard.ts';
import { oneStatement } from '../server/one-statement.ts';
import { quoteName } from '../sql/quote.ts';
import { qualified } from '../statistics/known-relations.ts';
import { readRelations, type ShadowRelation } from './read-relations.ts';
import type { Shadow } from './shadow.ts';

type KnownTable = DataCatalogue['tables'][number];

/** An index of the schema that production does not have, or not in a state in which it may be used. */
export interface MissingIndex {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly definition: string;
  /** Production has it, and never uses it: its making failed half-way. */
  readonly isInvalid: boolean;
}

/** What a change itself does to indexes, by schema and name (`qualified`): that is not production’s to say. */
export interface IndexChange {
  readonly added: ReadonlySet<string>;
  readonly dropped: ReadonlySet<string>;
}

const noChange: IndexChange = { added: new Set(), dropped: new Set() };

/** What an index is, whatever it is called: everything behind its name. */
const essence = (definition: string) => definition.replace(/^CREATE (UNIQUE )?INDEX .*? ON (ONLY )?/s, '$1');
const withoutValues = (definition: string) => withoutLiterals(definition).replaceAll(/\$\d+/g, '$');

/** A profile does not show every literal of a definition; the others then do not count either. */
function isSame(known: string, own: string): boolean {
  const [one, other] = [essence(known), essence(own)];
  return one === other || (/\$\d/.test(one) && withoutValues(one) === withoutValues(other));
}
const qualifiedName = ({ schema, name }: { schema: string; name: string }) => `${quoteName(schema)}.${quoteName(name)}`;

/** Renames what production calls otherwise, and drops what it lacks. */
async function adapt(client: Client, table: KnownTable, own: readonly ShadowRelation[]): Promise<MissingIndex[]> {
  const usable = table.indexes.filter(({ valid }) => valid);
  const names = new Set(usable.map(({ name }) => name));
  const present = new Set(own.map(({ name }) => name));
  const missing: MissingIndex[] = [];
  for (const index of own.filter(({ name }) => !names.has(name))) {
    const definition = index.definition ?? '';
    const twin = usable.find((one) => !present.has(one.name) && isSame(one.definition, definition));
    if (twin !== undefined) {
      present.add(twin.name);
      await client.query(`ALTER INDEX ${qualifiedName(index)} RENAME TO ${quoteName(twin.name)}`);
      continue;
    }
    await drop(client, table, index);
    const isInvalid = table.indexes.some(({ name, valid }) => name === index.name && !valid);
    missing.push({ schema: table.schema, table: table.name, name: index.name, definition, isInvalid });
  }
  return missing;
}

async function drop(client: Client, table: KnownTable, index: ShadowRelation): Promise<void> {
  await client.query(
    index.constraint === null
      ? `DROP INDEX ${qualifiedName(index)}`
      : `ALTER TABLE ${qualifiedName(table)} DROP CONSTRAINT ${quoteName(index.constraint)} CASCADE`,
  );
}

/** Makes what production has and the schema does not say. */
async function complete(
  client: Client,
  shadow: Shadow,
  { table, present, change }: { table: KnownTable; present: ReadonlySet<string>; change: IndexChange },
) {
  for (const { name, definition, valid } of table.indexes.filter((index) => !present.has(index.name))) {
    if (!valid || change.dropped.has(qualified({ schema: table.schema, name }))) continue;
    try {
      await oneStatement(client, definition);
      shadow.notes.add(`index ${name} of production is not in the schema; it was added`);
    } catch {
      shadow.notes.add(`index ${name} of production could not be made in the shadow`);
    }
  }
}

/**
 * Makes the indexes of a database those that production really has, whatever its schema says.
 *
 * @returns the indexes that the schema has and production lacks
 */
export async function reconcileIndexes(
  shadow: Shadow,
  database: string,
  change: IndexChange = noChange,
): Promise<readonly MissingIndex[]> {
  const guarded = { login: { database, role: shadow.author }, allowance: shadow.allowance };
  return withGuardedClient(shadow.server, guarded, async (client, begin) => {
    const before = placed(shadow, await readRelations(client));
    const missing: MissingIndex[] = [];
    for (const { table, own } of before) {
      begin();
      const unchanged = own.filter((index) => !change.added.has(qualified(index)));
      missing.push(...(await adapt(client, table, unchanged)));
    }
    for (const { table, own } of placed(shadow, await readRelations(client))) {
      begin();
      await complete(client, shadow, { table, present: new Set(own.map(({ name }) => name)), change });
    }
    return missing;
  });
}

interface Placed {
  readonly table: KnownTable;
  /** The indexes that the shadow has of it. */
  readonly own: readonly ShadowRelation[];
}

/** Production's tables that the shadow has; the indexes of a partition come and go with those of its parent. */
function placed(shadow: Shadow, relations: readonly ShadowRelation[]): readonly Placed[] {
  const tables = new Map(relations.filter(({ table }) => table === null).map((one) => [qualified(one), one.oid]));
  const indexes = Map.groupBy(relations, ({ table }) => table);
  return shadow.catalogue.tables.flatMap((table) => {
    const oid = tables.get(qualified(table));
    return oid === undefined || table.parent !== null ? [] : [{ table, own: indexes.get(oid) ?? [] }];
  });
}
