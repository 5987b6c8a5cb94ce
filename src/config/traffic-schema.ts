import { z } from 'zod';
import { RepositoryPath } from './schema-words.ts';

const Route = z.string().regex(/^(?:[A-Za-z]+ )?\/\S*$/, 'a path template such as /orders/{id}');
const Write = z.string().regex(/^[A-Z]+ \/\S*$/, 'a method and a route such as "POST /cart"');
const Host = z
  .string()
  .regex(/^[A-Za-z0-9.-]{1,253}$/, 'a host name such as shop.example.com')
  .transform((name) => name.toLowerCase());

/** What is known of a service’s traffic, for `traffic model`, `traffic script` and `traffic watch`. */
export const Traffic = z
  .strictObject({
    routes: z.array(Route).default([]).describe('routes that you know of, such as "/orders/{id}"'),
    openapi: RepositoryPath.optional().describe('OpenAPI description whose paths are routes'),
    write: z.array(Write).default([]).describe('routes that are safe to write to in staging, such as "POST /cart"'),
    productionHosts: z.array(Host).default([]).describe('hosts that the scripts refuse to load'),
  })
  .describe('routes of access logs, and what load scripts may do; holds no ${NAME}');
export type Traffic = z.infer<typeof Traffic>;
