import { expect, it } from 'vitest';
import { accesses } from '../../src/chatops/access.ts';
import { isOnCall, may } from '../../src/chatops/may.ts';

const rules = {
  roles: { release: ['deployer'] },
  teams: ['SRE'],
  logins: ['Lou'],
  onCall: { logins: ['oda'], teams: ['night'] },
};
const somebody = (login: string, role: string, ...teams: string[]) => ({ login, role, teams: new Set(teams) });

it.each([
  { who: somebody('a', 'none'), allowed: [] },
  { who: somebody('a', 'read'), allowed: [] },
  { who: somebody('a', 'triage'), allowed: ['look'] },
  { who: somebody('a', 'write'), allowed: ['look', 'act'] },
  { who: somebody('a', 'deployer'), allowed: ['release'] },
  { who: somebody('a', 'maintain'), allowed: ['look', 'act', 'override'] },
  { who: somebody('a', 'admin'), allowed: ['look', 'act', 'override', 'force'] },
  { who: somebody('lou', 'read'), allowed: ['look', 'act', 'release'] },
  { who: somebody('a', 'read', 'sre'), allowed: ['look', 'act', 'release'] },
  { who: somebody('a', 'read', 'other'), allowed: [] },
  { who: somebody('ODA', 'none'), allowed: ['look', 'act', 'release', 'override'] },
  { who: somebody('a', 'none', 'night'), allowed: ['look', 'act', 'release', 'override'] },
])('$who.login as $who.role may $allowed', ({ who, allowed }) => {
  expect(accesses.filter((access) => may(who, rules, access))).toEqual(allowed);
});

it('nobody is on call where nobody is named', () => {
  expect(isOnCall(somebody('a', 'admin'), {})).toBe(false);
});
