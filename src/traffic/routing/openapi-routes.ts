import type { DeclaredRoute } from './declared-routes.ts';

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The path that every path of the description stands behind. */
function basePaths(document: Record<string, unknown>): string[] {
  const { basePath, servers } = document as { basePath?: unknown; servers?: unknown };
  if (typeof basePath === 'string') return [basePath];
  const urls = Array.isArray(servers) ? servers.flatMap((server) => (isMap(server) ? [server['url']] : [])) : [];
  const paths = urls.flatMap((url) => (typeof url === 'string' ? [url.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '')] : []));
  return paths.length > 0 ? [...new Set(paths)] : [''];
}

/**
 * The routes of an OpenAPI or Swagger description, behind the paths of its servers.
 *
 * @returns null where it is no such description
 * @example openApiRoutes({ servers: [{ url: 'https://example.com/v1' }], paths: { '/orders/{id}': {} } }) // [{ route: '/v1/orders/{id}', by: 'openapi' }]
 */
export function openApiRoutes(document: unknown): DeclaredRoute[] | null {
  if (!isMap(document) || !isMap(document['paths'])) return null;
  const paths = Object.keys(document['paths']).filter((path) => path.startsWith('/'));
  return basePaths(document).flatMap((base) =>
    paths.map((path): DeclaredRoute => ({ route: `${base.replace(/\/$/, '')}${path}`, by: 'openapi' })),
  );
}
