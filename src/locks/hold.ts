import { z } from 'zod';

/** `lock`: somebody has an environment to himself; `freeze`: nobody releases there. Each is kept in records of its own. */
export type HoldKind = 'lock' | 'freeze';

/** Whose a hold is: one person and, where it was taken there, one pull request. A second one of the same person is somebody else. */
const Owner = z.strictObject({ login: z.string().min(1), pullRequest: z.int().positive().nullable() });
export type HoldOwner = z.infer<typeof Owner>;

const Hold = z.strictObject({
  environment: z.string().min(1),
  owner: Owner,
  reason: z.string(),
  until: z.iso.datetime(),
});
/** An environment that is held, until an instant (ISO 8601). */
export type Hold = z.infer<typeof Hold>;

/** One entry of a hold’s record. */
export const HoldEntry = z.discriminatedUnion('action', [
  Hold.extend({ action: z.literal('take') }),
  z.strictObject({
    action: z.literal('release'),
    environment: z.string().min(1),
    by: z.string().min(1),
    why: z.enum(['asked', 'forced', 'closed']),
  }),
]);
export type HoldEntry = z.infer<typeof HoldEntry>;

/** Tells whether two owners are one. */
export function isSameOwner(one: HoldOwner, other: HoldOwner): boolean {
  return one.login.toLowerCase() === other.login.toLowerCase() && one.pullRequest === other.pullRequest;
}
