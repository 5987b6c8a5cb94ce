import { z } from 'zod';
import { IncidentClass } from '../incident-class.ts';

const name = z.string().min(1).max(500);

/** How to look at one environment where no load is needed; each says which evidence it wants. */
const Check = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('certificate'),
      address: name.nullable().describe('host or host:port; null: whatever address is given when it is run'),
      serverName: name.nullable().describe('name to ask for where it is not the host'),
      days: z.number().positive().describe('every certificate of the chain must be valid for at least this long'),
    })
    .describe('evidence: a TLS server'),
  z
    .strictObject({
      kind: z.literal('dns'),
      name: name.nullable().describe('null: not filled in yet, and nothing is measured'),
      type: z.enum(['A', 'AAAA']),
      least: z.int().positive().describe('addresses that the name must have'),
      maxTtl: z.number().positive().describe('seconds that resolvers may keep an address'),
    })
    .describe(
      "evidence: a resolver, best the name's authoritative one (others tell what is left of the TTL), or recorded answers",
    ),
  z
    .strictObject({
      kind: z.literal('variables'),
      rules: z
        .array(
          z.strictObject({
            name: name.nullable().describe('null: every variable that the reference has'),
            must: z
              .enum(['present', 'same'])
              .describe('present: there, not empty and no placeholder; same: the value of the reference, for flags'),
          }),
        )
        .min(1)
        .max(1000),
    })
    .describe('evidence: the variables of an environment (.env, JSON), and those of the reference'),
  z
    .strictObject({
      kind: z.literal('permission'),
      principal: name
        .nullable()
        .describe('role or user as the evidence calls it; null: whose rights they are is not told apart'),
      action: name
        .nullable()
        .describe('such as s3:GetObject, or SELECT; null: not filled in yet, and nothing is measured'),
      resource: name.describe('* for any'),
    })
    .describe('evidence: the rights of an environment: policies of IAM, or rows of table privileges'),
  z
    .strictObject({
      kind: z.literal('plan'),
      query: name.nullable().describe('name of the query among several plans; null: all of them'),
      table: name.nullable().describe('null: any large table'),
    })
    .describe('evidence: plans of EXPLAIN, of production or of its shadow; the table must not be read from end to end'),
]);
export type Check = z.infer<typeof Check>;

/** `tollgate.guard/1`: a guard that needs no load, beside the index of incidents. */
export const GuardCheck = z.strictObject({
  schema: z.literal('tollgate.guard/1'),
  incident: z.string().min(1).max(64),
  class: IncidentClass,
  check: Check,
});
export type GuardCheck = z.infer<typeof GuardCheck>;
