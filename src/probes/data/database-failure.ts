import { ZodError } from 'zod';
import type { ReasonCode } from '../../model/reason-codes.ts';

export interface DatabaseFailure {
  readonly reason: ReasonCode;
  readonly message: string;
}

/** SQLSTATE classes and codes, and the words of Node for a connection that is not made. */
const reasons: readonly (readonly [RegExp, ReasonCode])[] = [
  [/^28/, 'unauthorized'],
  [/^3D000$/, 'not-found'],
  [/^42501$/, 'forbidden'],
  [/^(57014|55P03)$/, 'timeout'],
  [/^(53|57P0)/, 'server-error'],
  [/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ENOENT|08)/, 'unreachable'],
  [/^[0-9A-Z]{5}$/, 'query-refused'],
];

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The driver says in words what has no code. */
function reasonOf(error: unknown, text: string): ReasonCode {
  if (error instanceof ZodError) return 'bad-response';
  const code = codeOf(error);
  const known = reasons.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return known;
  if (/timeout/i.test(text)) return 'timeout';
  if (/password|SASL|SCRAM|authentication/i.test(text)) return 'unauthorized';
  return 'unreachable';
}

/** Several addresses of one host fail with several errors, and an outer one that says nothing. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(messageOf))].join('; ');
  if (error instanceof ZodError)
    return `the catalogue is not what PostgreSQL 14 to 18 have: ${error.issues[0]?.message}`;
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}

/** What is said of a database that gave no answer; the address without user, password and parameters. */
export function databaseFailure(error: unknown, url: string): DatabaseFailure {
  const message = messageOf(error);
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  return { reason: reasonOf(first, message), message: `${placeOf(url)}: ${message}` };
}

/** Host, port and database. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'PostgreSQL';
  const { host, pathname, searchParams } = new URL(url);
  return `PostgreSQL at ${host === '' ? (searchParams.get('host') ?? 'localhost') : host}${pathname}`;
}
