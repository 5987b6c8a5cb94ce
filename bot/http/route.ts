import type { IncomingMessage, ServerResponse } from 'node:http';

/** One thing that the server answers. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** The path, whole; `{name}` stands for one part of it that is handed in. */
  readonly path: string;
  answer(request: IncomingMessage, response: ServerResponse, parts: PathParts): Promise<void> | void;
}

/** Parts of a path by their names; from outside, and not decoded. */
export type PathParts = Readonly<Record<string, string>>;

/**
 * Compares a path with a route’s.
 *
 * @returns its named parts; null where it is another path
 * @example matchPath('/api/v1/verdicts/{id}', '/api/v1/verdicts/7') // { id: '7' }
 */
export function matchPath(pattern: string, path: string): PathParts | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return null;
  const parts: [string, string][] = [];
  for (const [index, part] of wanted.entries()) {
    const here = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined && here !== '') parts.push([name, here]);
    else if (part !== here) return null;
  }
  return Object.fromEntries(parts);
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
