import { randomBytes } from 'node:crypto';
import { administration, withClient } from '../server/connect.ts';
import type { ThrowAwayServer } from '../server/throw-away-server.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { Credentials } from './shadow.ts';

const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT';

/** What the planner reads; anything else that a profile names is not set. */
const plannerSetting =
  /^(enable_\w+|\w+_cost|geqo\w*|jit|jit_\w+_cost|\w+_collapse_limit|max_parallel_workers_per_gather|min_parallel_(table|index)_scan_size|parallel_leader_participation|work_mem|hash_mem_multiplier|effective_cache_size|effective_io_concurrency|default_statistics_target|constraint_exclusion|cursor_tuple_fraction|recursive_worktable_factor|timezone)$/;

function newCredentials(name: string): Credentials {
  return { name, password: randomBytes(24).toString('base64url') };
}

/** The roles of a shadow; what they may not do, no statement of theirs can do. */
export async function prepareRoles(
  server: ThrowAwayServer,
): Promise<{ readonly author: Credentials; readonly planner: Credentials }> {
  const [author, planner] = [newCredentials('author'), newCredentials('planner')];
  const options = ({ password }: Credentials) => `${attributes} CONNECTION LIMIT 2 PASSWORD ${quoteText(password)}`;
  await withClient(server, { database: administration }, async (client) => {
    await client.query(`CREATE ROLE author ${options(author)}`);
    // It plans changes of rows too, and sees tables behind row security as their owner does.
    await client.query(`CREATE ROLE planner ${options(planner)} BYPASSRLS INHERIT`.replace('NOINHERIT ', ''));
    await client.query('GRANT pg_read_all_data, pg_write_all_data TO planner');
  });
  return { author, planner };
}

/**
 * Gives the planner production's settings.
 *
 * @returns names of the settings that this server does not know
 */
export async function applySettings(
  server: ThrowAwayServer,
  settings: readonly { readonly name: string; readonly value: string }[],
): Promise<readonly string[]> {
  const refused: string[] = [];
  await withClient(server, { database: administration }, async (client) => {
    for (const { name, value } of settings.filter((setting) => plannerSetting.test(setting.name))) {
      try {
        await client.query(`ALTER ROLE planner SET ${quoteName(name)} = ${quoteText(value)}`);
      } catch {
        refused.push(name);
      }
    }
  });
  return refused;
}
