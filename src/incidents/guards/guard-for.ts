import type { IncidentClass } from '../incident-class.ts';
import type { IncidentFacts } from '../incident-facts.ts';
import { certificateGuard } from './classes/certificate-expiry.ts';
import { configurationGuard } from './classes/configuration.ts';
import { connectionPoolGuard } from './classes/connection-pool.ts';
import { dnsGuard } from './classes/dns.ts';
import { lockContentionGuard } from './classes/lock-contention.ts';
import { memoryLeakGuard } from './classes/memory-leak.ts';
import { permissionGuard } from './classes/permission.ts';
import { rateLimitGuard } from './classes/rate-limit.ts';
import { retryStormGuard } from './classes/retry-storm.ts';
import { slowDependencyGuard } from './classes/slow-dependency.ts';
import { slowQueryGuard } from './classes/slow-query.ts';
import { thunderingHerdGuard } from './classes/thundering-herd.ts';
import type { Guard, GuardContext } from './guard.ts';

const guards: ReadonlyMap<IncidentClass, (facts: IncidentFacts, context: GuardContext) => Guard> = new Map([
  ['connection_pool_exhaustion', connectionPoolGuard],
  ['memory_leak', memoryLeakGuard],
  ['thundering_herd', thunderingHerdGuard],
  ['retry_storm', retryStormGuard],
  ['lock_contention', lockContentionGuard],
  ['slow_query', slowQueryGuard],
  ['dependency_failure', slowDependencyGuard],
  ['rate_limit', rateLimitGuard],
  ['dns', dnsGuard],
  ['certificate_expiry', certificateGuard],
  ['config_change', configurationGuard],
  ['permission_denied', permissionGuard],
]);

/** Classes that have a guard; for the others a person has to write one. */
export const guardedClasses: readonly IncidentClass[] = [...guards.keys()];

/**
 * Makes the guard of an incident, of the kind that its class needs; the same facts always give the same bytes.
 *
 * Whatever the incident’s text holds is data in it, never code.
 *
 * @returns null where its class has no guard
 */
export function guardFor(facts: IncidentFacts, context: GuardContext): Guard | null {
  if (facts.class === 'unknown') return null;
  return guards.get(facts.class)?.(facts, context) ?? null;
}
