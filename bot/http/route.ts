import type { IncomingMessage, ServerResponse } from 'node:http';

/** One thing that the server answers. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** The path, whole. */
  readonly path: string;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void> | void;
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
