import type { IncidentFacts } from '../../incident-facts.ts';
import { checkGuard } from '../check-guard.ts';
import type { Guard } from '../guard.ts';

/** Configuration, missing variable, flag change: a rule between two environments. */
export function configurationGuard(facts: IncidentFacts): Guard {
  const name = facts.variable.known ? facts.variable.value : null;
  const which = name === null ? 'every variable that the reference has' : `the variable ${name}`;
  return checkGuard({
    facts,
    kind: 'parity-rule',
    why: `Each environment works with its own settings, so no request in staging shows what another one lacks. This compares names, and values only where the rule says "same": ${which} must be there, neither empty nor a placeholder, in the environment that is asked about.`,
    assumed: [
      ...(name === null ? ["the incident names no variable: all of the reference's are compared"] : []),
      '"must: same" for a flag or a value that has to be alike in both environments',
    ],
    dimensions: ['configuration'],
    check: { kind: 'variables', rules: [{ name, must: 'present' }] },
    evidence: 'VARIABLES',
  });
}
