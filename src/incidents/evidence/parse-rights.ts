import { z } from 'zod';

/** One statement about rights. */
export interface Right {
  readonly allows: boolean;
  /** Null: it does not say whose. */
  readonly principal: string | null;
  /** With * for anything. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** It holds only sometimes, or says what it leaves out: nobody can tell from the text alone whether it applies. */
  readonly isUnclear: boolean;
}

const Words = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const Statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: Words.optional(),
  NotAction: Words.optional(),
  Resource: Words.optional(),
  NotResource: Words.optional(),
  Condition: z.unknown().optional(),
});
const Policy = z.looseObject({ Statement: z.union([Statement.transform((one) => [one]), z.array(Statement)]) });
/** A row of `information_schema.role_table_grants`, as `row_to_json` writes it. */
const Grant = z.looseObject({ grantee: z.string(), privilege_type: z.string(), table_name: z.string() });
const Rights = z.union([Policy.transform((one) => [one]), z.array(Policy).min(1), z.array(Grant)]);

function fromStatement(statement: z.infer<typeof Statement>): Right {
  const { Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  return {
    allows: Effect === 'Allow',
    principal: null,
    actions: Action ?? ['*'],
    resources: Resource ?? ['*'],
    isUnclear: NotAction !== undefined || NotResource !== undefined || Condition !== undefined,
  };
}

function fromGrant({ grantee, privilege_type: action, table_name: table }: z.infer<typeof Grant>): Right {
  return { allows: true, principal: grantee, actions: [action], resources: [table], isUnclear: false };
}

/**
 * Reads the rights of an environment: one policy of IAM or a list of all that apply, or rows of `information_schema.role_table_grants`.
 *
 * @returns null where it is something else
 */
export function parseRights(json: unknown): readonly Right[] | null {
  const parsed = Rights.safeParse(json);
  if (!parsed.success) return null;
  return parsed.data.flatMap((one) =>
    'Statement' in one ? Policy.parse(one).Statement.map(fromStatement) : [fromGrant(Grant.parse(one))],
  );
}
