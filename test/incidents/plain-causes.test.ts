import { expect, it } from 'vitest';
import { classify } from '../../src/incidents/classify/classify.ts';
import { parseIncidentText } from '../../src/incidents/text/parse-incident-text.ts';

/** How somebody in a hurry writes it down, by class. */
const causes = {
  connection_pool_exhaustion: [
    'We ran out of database connections.',
    'All connections in the pool were in use.',
    'The connection pool was too small.',
    'The pool was exhausted.',
  ],
  memory_leak: [
    'A memory leak in the worker.',
    'Memory grew until the pods were killed.',
    'The service leaked memory.',
    'The heap kept growing.',
  ],
  thundering_herd: [
    'All cache entries expired at the same time.',
    'Every client reconnected at once.',
    'A cache stampede after the flush.',
    'A thundering herd after the restart.',
  ],
  retry_storm: [
    'Clients retried without backoff.',
    'Retries overloaded the service.',
    'A retry storm.',
    'The retries of all clients kept it down.',
  ],
  lock_contention: [
    'A migration held a lock on orders.',
    'Two transactions deadlocked.',
    'Updates waited for a row lock.',
    'Lock contention on the counters.',
  ],
  slow_query: [
    'The query had no index.',
    'A full table scan on orders.',
    'The planner chose another plan.',
    'A slow query on the orders table.',
    'An index was missing.',
  ],
  dependency_failure: [
    'The payment provider was down.',
    'An upstream service was slow.',
    'Our e-mail vendor had an outage.',
    'The address API did not answer.',
  ],
  rate_limit: [
    'We were rate limited by GitHub.',
    'The API answered 429.',
    'We exceeded the quota.',
    'The provider throttled us.',
  ],
  dns: [
    'The name did not resolve.',
    'A DNS record was deleted.',
    'The TTL of the record was too long.',
    'Resolvers kept the old address.',
  ],
  certificate_expiry: [
    'The certificate expired.',
    'The TLS certificate had not been renewed.',
    'An expired certificate.',
  ],
  config_change: [
    'An environment variable was missing in production.',
    'The variable INVOICE_BUCKET was missing in production.',
    'A feature flag was turned on for everyone.',
    'The timeout in the configuration was wrong.',
    'The setting was not set in production.',
    'A flag was flipped.',
  ],
  permission_denied: [
    'The role lacked permission to write.',
    'Access was denied on the bucket.',
    'The service account had no rights on the queue.',
    'Permission denied for table orders.',
  ],
} as const;

it.each(Object.entries(causes).flatMap(([name, all]) => all.map((cause) => ({ name, cause }))))(
  '“$cause” is $name',
  ({ name, cause }) => {
    expect(classify(parseIncidentText(`# It was down\n\nRoot cause: ${cause}`)).class).toBe(name);
  },
);
