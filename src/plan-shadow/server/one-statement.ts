import type { Client, QueryResult } from 'pg';

/**
 * Runs a text that must be one statement: by the extended protocol, in which the server refuses two.
 *
 * @throws whatever the server says
 */
export async function oneStatement(client: Client, text: string): Promise<QueryResult> {
  // The driver's types do not know the word; without it a text without parameters would go by the simple protocol.
  const query = { text, queryMode: 'extended' };
  return client.query(query);
}
