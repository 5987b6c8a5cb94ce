import type { IncidentFacts } from '../../incident-facts.ts';
import { drivable, mostUsers } from '../drivable.ts';
import type { Guard, GuardContext } from '../guard.ts';
import { loadOf } from '../load-of.ts';
import { scriptGuard } from '../script-guard.ts';
import { dependencyText } from '../scripts/dependency-text.ts';

const usualUsers = 50;
const usualDelay = 30_000;

/** Dependency slow or failing: the service while it is, with another route beside it. */
export function slowDependencyGuard(facts: IncidentFacts, context: GuardContext): Guard {
  const load = loadOf(facts, context);
  const name = facts.dependency.known ? facts.dependency.value : 'the dependency';
  const delay = facts.latency.known ? Math.round(facts.latency.value) : usualDelay;
  const users = drivable(facts.concurrency.known ? facts.concurrency.value : usualUsers, mostUsers, 'users at once');
  return scriptGuard({
    facts,
    context,
    load,
    why: `Stand-ins in staging answer at once and never fail, so the code for a slow answer is never run. While ${name} takes ${delay} ms or does not answer, requests that need it must end in time (a time-out, a fallback), and requests that do not need it must not notice.`,
    assumed: [
      ...users.assumed,
      `"fault" must say how staging makes it slow, or do it by hand and set DEPENDENCY=slow`,
      ...(load.other === null ? ['no route is known that does not need it: "other" is null'] : []),
      ...(facts.concurrency.known ? [] : [`how many ask at once is not known: ${usualUsers}`]),
    ],
    dimensions: ['dependencies', 'latency', 'errors'],
    settings: {
      users: users.value,
      other: load.other,
      fault: null,
      pause: 0.05,
      duration: '5m',
    },
    body: dependencyText,
    run: [
      '  "fault": { "on": REQUEST, "off": REQUEST } with requests such as { "method": "POST", "path": "/fault/on", "body": null }',
    ],
  });
}
