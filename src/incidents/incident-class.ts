import { z } from 'zod';

/** Every class of root cause that an incident can be put into; `unknown` is no class but an abstention. */
export const incidentClasses = [
  'connection_pool_exhaustion',
  'memory_leak',
  'thundering_herd',
  'retry_storm',
  'lock_contention',
  'slow_query',
  'dependency_failure',
  'rate_limit',
  'dns',
  'certificate_expiry',
  'config_change',
  'permission_denied',
  'memory_exhaustion',
  'cache_failure',
  'clock',
  'disk_full',
  'db_overload',
  'capacity',
  'resource_limit',
  'integer_overflow',
  'deploy_bug',
  'cpu_exhaustion',
  'queue_backlog',
  'replication_failover',
  'human_error',
  'network',
  'power_hardware',
  'race_condition',
  'schema_migration',
] as const;

export const IncidentClass = z.enum(incidentClasses);
export type IncidentClass = z.infer<typeof IncidentClass>;
