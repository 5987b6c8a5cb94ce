import type { Client } from 'pg';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { administration, withClient } from '../server/connect.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { Shadow } from './shadow.ts';

/** Extensions that cannot run code of the schema outside of the database: those that PostgreSQL trusts, without its languages. */
const installable = `SELECT name FROM pg_catalog.pg_available_extension_versions
  WHERE (trusted OR name IN ('postgis', 'pg_stat_statements')) AND name !~ '(^|_)pl' GROUP BY name`;

/** Extensions and languages are made by us alone, before any statement of a stranger: an event trigger binds every other role. */
const guardSql = `
CREATE SCHEMA tollgate_guard;
CREATE FUNCTION tollgate_guard.refuse() RETURNS event_trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
    RAISE EXCEPTION 'extensions and languages are not made in a shadow';
  END IF;
END $$;
CREATE EVENT TRIGGER tollgate_guard ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION', 'ALTER EXTENSION', 'CREATE LANGUAGE')
  EXECUTE FUNCTION tollgate_guard.refuse();`;

const isC = (collate: string) => collate === 'C' || collate === 'POSIX';

/** Ways to sort text as production does, best first; the last one works everywhere. */
function localeChoices({ database }: DataCatalogue['server']): readonly string[] {
  const { collate, ctype, provider } = database;
  const libc = `LC_COLLATE ${quoteText(collate)} LC_CTYPE ${quoteText(ctype)}`;
  const language = collate.split(/[.@]/)[0]?.replace('_', '-') ?? '';
  const icu = (locale: string) => `LOCALE_PROVIDER icu ICU_LOCALE ${quoteText(locale)} LOCALE 'C'`;
  // Since 17 a server sorts by itself, always by bytes: it then knows that LIKE may use any index, which it does not know of libc.
  if (provider === 'builtin')
    return [`LOCALE_PROVIDER builtin BUILTIN_LOCALE ${quoteText(collate)} LOCALE 'C'`, "LOCALE 'C'"];
  if (isC(collate) && provider !== 'icu') return [libc];
  return [...(provider === 'icu' ? [] : [libc]), ...(language === '' ? [] : [icu(language)]), icu('und')];
}

/** Since version 15 a copy would go through the log, twice over, unless files are asked for; before that there is no other way. */
const byFiles = ({ server }: Shadow) => (server.major >= 15 ? ' STRATEGY file_copy' : '');

async function createSorted(client: Client, name: string, shadow: Shadow): Promise<void> {
  const { database } = shadow.catalogue.server;
  const make = (locale: string) =>
    client.query(
      `CREATE DATABASE ${quoteName(name)} TEMPLATE ${administration} ENCODING ${quoteText(database.encoding)} ${locale}${byFiles(shadow)}`,
    );
  for (const [rank, choice] of localeChoices(shadow.catalogue.server).entries()) {
    try {
      await make(choice);
      if (rank > 0) shadow.notes.add(`text sorts by another locale than production’s ${database.collate}`);
      return;
    } catch {
      // This machine does not have the locale, or not for this encoding: try the next one.
    }
  }
  shadow.notes.add(`text sorts by bytes, not as production’s ${database.collate} does; LIKE may use other indexes`);
  await make("LOCALE 'C'");
}

/** An extension that a schema asks for. */
export interface WantedExtension {
  readonly name: string;
  /** Schema of its objects; null for the default. */
  readonly schema: string | null;
}

async function addExtensions(client: Client, shadow: Shadow, wanted: readonly WantedExtension[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(installable);
  const available = new Set(rows.map(({ name }) => name));
  for (const { name, schema } of wanted.filter((extension) => extension.name !== 'plpgsql')) {
    if (!available.has(name)) {
      shadow.notes.add(
        `extension ${name} is not there: it is not installed beside this server, or runs code outside it`,
      );
      continue;
    }
    const where = schema === null || schema === 'pg_catalog' ? '' : ` SCHEMA ${quoteName(schema)}`;
    if (where !== '') await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema ?? '')} AUTHORIZATION author`);
    try {
      await client.query(`CREATE EXTENSION IF NOT EXISTS ${quoteName(name)}${where} CASCADE`);
    } catch (error) {
      shadow.notes.add(`extension ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** Makes an empty database that sorts as production's, with its extensions, in which the author may make what it likes. */
export async function createDatabase(
  shadow: Shadow,
  name: string,
  extensions: readonly WantedExtension[],
): Promise<void> {
  await withClient(shadow.server, { database: administration }, (client) => createSorted(client, name, shadow));
  await withClient(shadow.server, { database: name }, async (client) => {
    await addExtensions(client, shadow, extensions);
    await client.query(guardSql);
    await client.query(`ALTER SCHEMA public OWNER TO author`);
    await client.query(`GRANT CREATE, TEMPORARY ON DATABASE ${quoteName(name)} TO author`);
  });
}

/** Makes a database with the tables of another one, under the same numbers (OIDs). */
export async function copyDatabase(shadow: Shadow, from: string, name: string): Promise<void> {
  await withClient(shadow.server, { database: administration }, async (client) => {
    await client.query(`CREATE DATABASE ${quoteName(name)} TEMPLATE ${quoteName(from)}${byFiles(shadow)}`);
    await client.query(`GRANT CREATE, TEMPORARY ON DATABASE ${quoteName(name)} TO author`);
  });
}
