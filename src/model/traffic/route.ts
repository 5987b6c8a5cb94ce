import { z } from 'zod';
import { Amount, Count, Share } from './amount.ts';
import { Durations, Sizes } from './distribution.ts';

/** Requests per minute over the whole window, minutes without a request included. Null where the log's times are coarser than that. */
export const Rate = z.strictObject({
  avgPerMinute: Amount,
  maxPerMinute: Amount,
  p99PerMinute: Amount.describe('nearest rank over all minutes of the window'),
  dispersion: Amount.describe('variance / mean of the counts per minute; 1 is a Poisson process, more is bursty'),
});
export type Rate = z.infer<typeof Rate>;

const statuses = z
  .record(z.string().regex(/^(?:[1-9]\d\d|unknown)$/), Count.min(1))
  .describe('requests by status code; "unknown" where the log has none');

/** What is known of all requests together, and of those of each route. */
export const Behaviour = {
  count: Count,
  status: statuses,
  rate: Rate.nullable(),
  latency: Durations.nullable().describe('null where the log has no duration'),
  bytes: Sizes.nullable().describe('size of responses; null where the log has none'),
};

/** A place in a route that has many values. The values themselves are not kept: they come from people. */
const Parameter = z.strictObject({
  name: z.string().describe('as written in the route between braces'),
  kind: z.enum(['declared', 'number', 'uuid', 'hex', 'date', 'token', 'email', 'text', 'rest']),
});
export type Parameter = z.infer<typeof Parameter>;

/** All requests of one method whose paths have one template. */
export const TrafficRoute = z.strictObject({
  method: z.string().describe('in upper case'),
  route: z
    .string()
    .describe('path template, "/orders/{id}"; "(unmatched)" stands for 404s and the like, whose paths name no route'),
  share: Share.describe('share of all modelled requests'),
  template: z
    .enum(['declared', 'openapi', 'literal', 'guessed', 'unmatched'])
    .describe('who says so: a declared route, an OpenAPI file, the path itself, or the form and number of its values'),
  parameters: z.array(Parameter),
  queryNames: z.array(z.string()).describe('names in query strings; values are not kept'),
  ...Behaviour,
});
export type TrafficRoute = z.infer<typeof TrafficRoute>;
