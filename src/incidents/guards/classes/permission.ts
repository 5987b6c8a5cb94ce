import type { IncidentFacts } from '../../incident-facts.ts';
import { checkGuard } from '../check-guard.ts';
import type { Guard } from '../guard.ts';

/** Permission denied: the right that was missing must be granted where the release runs. */
export function permissionGuard(facts: IncidentFacts): Guard {
  const action = facts.permission.known ? facts.permission.value : null;
  const table = facts.table.known ? facts.table.value : null;
  return checkGuard({
    facts,
    kind: 'permission',
    why: `Staging's roles may do more than production's, so that what is refused in production works in staging. This reads the rights that an environment grants: ${action ?? 'the action'} must be allowed, and by nothing denied.`,
    assumed: [
      ...(action === null ? ['the incident names no permission: "action" must be filled in'] : []),
      '"principal" and "resource" narrow the rule to one role and one thing',
    ],
    dimensions: ['permissions'],
    check: { kind: 'permission', principal: null, action, resource: table ?? '*' },
    evidence: 'RIGHTS',
  });
}
