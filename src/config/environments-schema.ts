import { z } from 'zod';
import type { Access } from '../chatops/access.ts';
import { Gate } from './gate-schema.ts';
import { GitopsPlaces } from './gitops-schema.ts';
import { Rollback } from './rollback-schema.ts';

/** One environment that Tollgate may act on. */
const Environment = z.strictObject({
  protected: z
    .boolean()
    .optional()
    .describe('what changes it wants the word of a second person (default: true for production)'),
  rollback: Rollback.optional(),
  gate: Gate.optional(),
  gitops: GitopsPlaces.optional(),
});
export type Environment = z.infer<typeof Environment>;

/** Environments by the name that GitHub, people and commands know them by. */
export const Environments = z.record(
  z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'a name without control characters'),
  Environment,
);

const Logins = z.array(z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})$/, 'a login of GitHub, without @'));
const Teams = z.array(z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/, 'the slug of a team, without its organisation'));
const Roles = z.array(z.string().min(1));

/** Who may give which command. */
export const Commands = z.strictObject({
  roles: z
    .strictObject({
      look: Roles.optional().describe('commands that change nothing (default: triage, write, maintain, admin)'),
      act: Roles.optional().describe('validate, lock, accept, incidents (default: write, maintain, admin)'),
      release: Roles.optional().describe('roll back, abort a canary, confirm (default: write, maintain, admin)'),
      override: Roles.optional().describe('override the gate, freeze, take away a lock (default: maintain, admin)'),
      force: Roles.optional().describe('force a rollback to what never served there (default: admin)'),
    } satisfies Record<Access, z.ZodType>)
    .optional()
    .describe('roles in this repository per kind of command, custom roles by their names'),
  teams: Teams.optional().describe(
    'teams of the organisation that may give all commands but overrides, nested ones too',
  ),
  logins: Logins.optional().describe('people who may give all commands but overrides, whatever their role'),
  onCall: z
    .strictObject({
      logins: Logins.optional().describe('people'),
      teams: Teams.optional().describe('teams of the organisation, nested ones too'),
    })
    .optional()
    .describe('who may give every command but a forced one, and needs no second person'),
});
export type Commands = z.infer<typeof Commands>;
