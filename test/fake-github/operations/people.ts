import { type Answering, notFound } from '../answering.ts';

/** Who may do what: roles in the repository, memberships of teams (nested ones count as the team’s). */
export const peopleOperations: readonly (readonly [string, Answering])[] = [
  [
    'repos/get-collaborator-permission-level',
    ({ state, path }) => {
      const login = path['username'] ?? '';
      const role = state.roles[login];
      if (role === undefined) return notFound;
      // As GitHub does it: custom roles and maintain are "write" here.
      const permission = ['admin', 'read', 'none'].includes(role) ? role : 'write';
      return { status: 200, body: { permission, role_name: role, user: { login, role_name: role } } };
    },
  ],
  [
    'teams/get-membership-for-user-in-org',
    ({ state, path }) => {
      const membership = state.teams[path['team_slug'] ?? '']?.[path['username'] ?? ''];
      return membership === undefined ? notFound : { status: 200, body: { state: membership, role: 'member' } };
    },
  ],
];
