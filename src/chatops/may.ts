import type { Access } from './access.ts';

/** What GitHub says about somebody, now. */
export interface Standing {
  readonly login: string;
  /** `role_name` of the repository, custom roles by their names; "none" where there is none. */
  readonly role: string;
  /** Slugs of the teams asked about that he belongs to, directly or through a nested team. */
  readonly teams: ReadonlySet<string>;
}

/** Who may give commands, as the configuration says it. */
export interface CommandRules {
  readonly roles?: Readonly<Partial<Record<Access, readonly string[] | undefined>>> | undefined;
  readonly teams?: readonly string[] | undefined;
  readonly logins?: readonly string[] | undefined;
  readonly onCall?:
    | { readonly logins?: readonly string[] | undefined; readonly teams?: readonly string[] | undefined }
    | undefined;
}

const writers = ['write', 'maintain', 'admin'];
const usualRoles: Readonly<Record<Access, readonly string[]>> = {
  look: ['triage', ...writers],
  act: writers,
  release: writers,
  override: ['maintain', 'admin'],
  force: ['admin'],
};

/** The roles that may give commands of a kind. */
export function rolesFor(rules: CommandRules, access: Access): readonly string[] {
  return rules.roles?.[access] ?? usualRoles[access];
}

interface Listed {
  readonly logins?: readonly string[] | undefined;
  readonly teams?: readonly string[] | undefined;
}

function isListed({ login, teams }: Standing, listed: Listed | undefined): boolean {
  const same = (one: string) => one.toLowerCase() === login.toLowerCase();
  return listed?.logins?.some(same) === true || listed?.teams?.some((team) => teams.has(team.toLowerCase())) === true;
}

/** Tells whether somebody is on call. */
export function isOnCall(standing: Standing, rules: CommandRules): boolean {
  return isListed(standing, rules.onCall);
}

/**
 * Tells whether somebody may give commands of a kind: by role, by the list (all but overrides), or because of being on call; force is
 * for roles alone.
 *
 * @example may({ login: 'ann', role: 'write', teams: new Set() }, {}, 'override') // false
 */
export function may(standing: Standing, rules: CommandRules, access: Access): boolean {
  if (rolesFor(rules, access).includes(standing.role)) return true;
  if (access === 'force') return false;
  if (isOnCall(standing, rules)) return true;
  return access !== 'override' && isListed(standing, rules);
}

/** The teams whose members must be known before anybody’s right is judged. */
export function teamsThatCount({ teams = [], onCall }: CommandRules): string[] {
  return [...new Set([...teams, ...(onCall?.teams ?? [])].map((team) => team.toLowerCase()))];
}
