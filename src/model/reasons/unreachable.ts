import type { Reason } from './reason.ts';

/** The provider gave no answer. */
export const unreachable = {
  unauthorized: {
    kind: 'unreachable',
    means: 'The server refused the credentials (401).',
    todo: 'Check the token or password in `metrics.auth`, or the address under `data`.',
  },
  forbidden: {
    kind: 'unreachable',
    means: 'The credentials are valid but may not read this (403).',
    todo: 'Grant read access to the query API; to a database, CONNECT.',
  },
  'not-found': {
    kind: 'unreachable',
    means: 'There is no such address or file (404).',
    todo: 'Check the base address: a Prometheus-compatible API answers at <base>/api/v1/query.',
  },
  'rate-limited': {
    kind: 'unreachable',
    means: 'The server kept answering 429 (too many requests).',
    todo: 'Try later, or lower `metrics.parallel`.',
  },
  'server-error': {
    kind: 'unreachable',
    means: 'The server kept answering with a 5xx status.',
    todo: 'Look at the server’s own log.',
  },
  'query-refused': {
    kind: 'unreachable',
    means: 'The server answered, but refused the query (400, 422).',
    todo: 'The message names the query and the server’s words; custom PromQL is the usual cause.',
  },
  timeout: {
    kind: 'unreachable',
    means: 'The server did not answer in time.',
    todo: 'Raise `metrics.timeout`, or shorten the window.',
  },
  unreachable: {
    kind: 'unreachable',
    means: 'No connection to the server could be made.',
    todo: 'Check the address, and that this machine may reach it (private network, firewall, proxy).',
  },
  redirected: {
    kind: 'unreachable',
    means: 'The server answered with a redirect, which is not followed because it would carry credentials elsewhere.',
    todo: 'Configure the address that the redirect names.',
  },
  'bad-response': {
    kind: 'unreachable',
    means: 'The answer is not what this provider returns (for example a login page instead of JSON).',
    todo: 'Check the base address and the credentials.',
  },
  'over-budget': {
    kind: 'unreachable',
    means: 'The answer is larger than the configured budget and was not read.',
    todo: 'Narrow the selector, or raise `metrics.maxSeries`.',
  },
} as const satisfies Record<string, Reason>;
