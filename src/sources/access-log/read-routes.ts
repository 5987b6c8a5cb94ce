import { readFile } from 'node:fs/promises';
import { UsageError } from '../../model/usage-error.ts';
import type { DeclaredRoute } from '../../traffic/routing/declared-routes.ts';
import { openApiRoutes } from '../../traffic/routing/openapi-routes.ts';

const largest = 32 * 2 ** 20;

function mistake(file: string, what: string, options?: ErrorOptions): UsageError {
  return new UsageError(
    'invalid-option',
    `--openapi: wanted an OpenAPI description in JSON or YAML, but ${file} ${what}`,
    options,
  );
}

/** JSON is tried first: it is much faster, and most descriptions are generated. */
async function parseDocument(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    const { parse } = await import('yaml');
    return parse(text, { maxAliasCount: 100 });
  }
}

async function readOpenApi(file: string): Promise<DeclaredRoute[]> {
  let document: unknown;
  try {
    const text = await readFile(file, 'utf8');
    if (text.length > largest) throw new Error(`has more than ${largest} characters`);
    document = await parseDocument(text);
  } catch (cause) {
    throw mistake(file, `could not be read: ${(cause as Error).message}`, { cause });
  }
  const routes = openApiRoutes(document);
  if (routes === null) throw mistake(file, 'has no paths');
  return routes;
}

/**
 * The routes that the user knows of: given one by one, and those of an OpenAPI description.
 *
 * @throws UsageError that names every route without a slash at its start, or the file that is no description
 */
export async function readRoutes(given: readonly string[], openapi: string | undefined): Promise<DeclaredRoute[]> {
  // A method in front is understood, and not needed.
  const routes = given.map((route) => route.replace(/^[A-Za-z]+ (?=\/)/, ''));
  const wrong = routes.filter((route) => !route.startsWith('/'));
  if (wrong.length > 0)
    throw new UsageError(
      'invalid-option',
      `--route: wanted path templates such as "/orders/{id}", not ${wrong.map((route) => `"${route}"`).join(', ')}`,
    );
  const declared = routes.map((route): DeclaredRoute => ({ route, by: 'declared' }));
  return openapi === undefined ? declared : [...declared, ...(await readOpenApi(openapi))];
}
