/**
 * What a command takes, ascending: `look` changes nothing; `act` changes what anybody who works here may change; `release` changes what
 * users get; `override` goes against a decision of the gate or of somebody else; `force` deploys what nothing speaks for.
 */
export const accesses = ['look', 'act', 'release', 'override', 'force'] as const;
export type Access = (typeof accesses)[number];
