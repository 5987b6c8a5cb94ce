import { z } from 'zod';
import { IncidentClass } from './incident-class.ts';

/** One fact of an incident: what it is and the words that say so, or that nobody said it. */
function fact<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), value, evidence: z.string().describe('the words it was taken from') }),
    z.strictObject({ known: z.literal(false) }),
  ]);
}

const text = z.string().min(1).max(2000);
const positive = z.number().positive();
const share = z.number().min(0).max(1);

/**
 * `tollgate.incident-facts/1`: what an incident’s text says, as a guard needs it.
 *
 * All of it was written by strangers: every text is data, to be escaped wherever it goes, and never code.
 */
export const IncidentFacts = z.strictObject({
  schema: z.literal('tollgate.incident-facts/1'),
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
    .describe('its number on GitHub, or a name of the user; safe in file names'),
  title: z.string().max(500),
  link: z.url({ protocol: /^https?$/ }).nullable(),
  date: z.iso.date().nullable().describe('the day it happened'),
  class: z.union([IncidentClass, z.literal('unknown')]),
  service: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
    .describe('in lower case; safe in file names'),
  endpoint: fact(
    z.strictObject({
      method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']),
      path: z.string().startsWith('/').max(500),
    }),
  ),
  poolSize: fact(z.int().positive()).describe('connections or threads in the pool'),
  concurrency: fact(z.int().positive()).describe('users, clients or requests at the same time'),
  rate: fact(positive).describe('requests per second at the time'),
  rateLimit: fact(positive).describe('requests per second that are allowed'),
  duration: fact(positive).describe('seconds until it failed, or that it lasted'),
  latency: fact(positive).describe('milliseconds that an answer may take, or that a dependency took'),
  errorRate: fact(share).describe('share of requests that failed'),
  retries: fact(z.int().positive()).describe('attempts of a client after the first'),
  memory: fact(positive).describe('bytes: the limit, or what it grew to'),
  ttl: fact(positive).describe('seconds: of a name or of a cache entry'),
  table: fact(text),
  query: fact(text).describe('SQL as quoted in the incident; never to be run'),
  dependency: fact(text),
  host: fact(text),
  variable: fact(text).describe('name of a variable, setting or flag'),
  permission: fact(text).describe('for example s3:GetObject'),
});
export type IncidentFacts = z.infer<typeof IncidentFacts>;
