import { z } from 'zod';
import { IncidentClass } from './incident-class.ts';

const text = z.string().min(1).max(2000);
const positive = z.number().positive();
const share = z.number().min(0).max(1);

const values = {
  endpoint: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']),
    path: z.string().startsWith('/').max(500),
  }),
  poolSize: z.int().positive().describe('connections or threads in the pool'),
  concurrency: z.int().positive().describe('users, clients or requests at the same time'),
  rate: positive.describe('requests per second at the time'),
  rateLimit: positive.describe('requests per second that are allowed'),
  duration: positive.describe('seconds until it failed, or that it lasted'),
  latency: positive.max(600_000).describe('milliseconds that an answer may take, or that a dependency took'),
  errorRate: share.describe('share of requests that failed'),
  retries: z.int().positive().describe('attempts of a client after the first'),
  memory: positive.describe('bytes: the limit, or what it grew to'),
  ttl: positive.describe('seconds: of a name or of a cache entry'),
  table: text,
  query: text.describe('SQL as quoted in the incident; never to be run'),
  dependency: text,
  host: text,
  variable: text.describe('name of a variable, setting or flag'),
  permission: text.describe('for example s3:GetObject'),
};

/** What an incident said, without the words it said it with. */
export const SaidByIncident = z.strictObject(values).partial();
export type SaidByIncident = z.infer<typeof SaidByIncident>;

/** One fact of an incident: what it is and the words that say so, or that nobody said it. */
function fact<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), value, evidence: z.string().describe('the words it was taken from') }),
    z.strictObject({ known: z.literal(false) }),
  ]);
}

type Facts<Values extends Record<string, z.ZodType>> = {
  [Name in keyof Values]: ReturnType<typeof fact<Values[Name]>>;
};

function factOfEach<Values extends Record<string, z.ZodType>>(all: Values): Facts<Values> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, fact(value)])) as Facts<Values>;
}

/** Names of everything an incident may say about numbers and names. */
export const factNames = Object.keys(values) as readonly FactName[];
export type FactName = keyof typeof values;

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
  ...factOfEach(values),
});
export type IncidentFacts = z.infer<typeof IncidentFacts>;
