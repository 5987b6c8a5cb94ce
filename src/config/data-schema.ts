import { z } from 'zod';

const DatabaseAddress = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, 'an address that starts with postgresql://')
  .refine(
    (address) => URL.canParse(address),
    'an address that can be read: a port up to 65535, and %40 for an @ in user or password (%3A for :, %2F for /, %23 for #)',
  )
  .describe('address of the database, postgresql://user@host/name; write ${NAME} to take it from the environment');

const DatabaseSide = z.strictObject({
  url: DatabaseAddress,
  role: z
    .string()
    .min(1)
    .optional()
    .describe('role that the application connects as, whose rights are compared; not the one of Tollgate'),
});

/** Databases whose planner’s statistics are compared. */
export const Data = z.strictObject({
  production: DatabaseSide.optional().describe('production’s database, or a replica of it'),
  staging: DatabaseSide.optional().describe('staging’s database'),
  safe: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'columns whose values may leave the database, "table.column" or "schema.table.column"; * stands for anything',
    ),
  leastRows: z.int().min(1).optional().describe('a common value that fewer rows carry never leaves (default: 10)'),
  key: z
    .string()
    .min(16, 'at least 16 characters')
    .optional()
    .describe('key of the hashes that stand for text (default: the environment variable TOLLGATE_PROFILE_KEY)'),
  timeout: z.int().min(1).max(300).optional().describe('seconds for one question to the catalogue (default: 15)'),
  ignore: z
    .array(z.string().min(1))
    .optional()
    .describe('tables that are not compared, "table" or "schema.table"; * stands for anything'),
});
