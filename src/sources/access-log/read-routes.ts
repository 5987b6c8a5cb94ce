import { readFile } from 'node:fs/promises';
import { UsageError } from '../../model/usage-error.ts';
import type { DeclaredRoute } from '../../traffic/routing/declared-routes.ts';
import { openApiRoutes } from '../../traffic/routing/openapi-routes.ts';

const largest = 32 * 2 ** 20;

/** JSON is tried first: it is much faster, and most descriptions are generated. */
async function parseDocument(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { parse } = await import('yaml');
    return parse(text, { maxAliasCount: 100 });
  }
}

/**
 * The paths of an OpenAPI description as routes.
 *
 * @param named who named the file: an option or a setting
 * @throws UsageError where it is no such description
 */
export async function readOpenApi(file: string, named: string): Promise<DeclaredRoute[]> {
  const mistake = (what: string, options?: ErrorOptions) =>
    new UsageError(
      'invalid-option',
      `${named}: wanted an OpenAPI description in JSON or YAML, but ${file} ${what}`,
      options,
    );
  let document: unknown;
  try {
    const text = await readFile(file, 'utf8');
    if (text.length > largest) throw new Error(`has more than ${largest} characters`);
    document = await parseDocument(text);
  } catch (cause) {
    throw mistake(`could not be read: ${(cause as Error).message}`, { cause });
  }
  const routes = openApiRoutes(document);
  if (routes === null) throw mistake('has no paths');
  return routes;
}

/** A route as somebody wrote it down; a method in front is understood, and not needed. */
export function declaredRoute(written: string): DeclaredRoute {
  return { route: written.replace(/^[A-Za-z]+ (?=\/)/, ''), by: 'declared' };
}
