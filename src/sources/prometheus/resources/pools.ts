import type { ResourceProvider } from '../resource-provider.ts';

interface Pool {
  readonly id: string;
  readonly title: string;
  readonly used: string;
  readonly most: string;
  /** Labels that tell one pool from another, on both metrics. */
  readonly each: string;
  /** Further matchers of `used`. */
  readonly only?: string;
}

const pools: readonly Pool[] = [
  {
    id: 'hikaricp',
    title: 'HikariCP',
    used: 'hikaricp_connections_active',
    most: 'hikaricp_connections_max',
    each: 'instance, pod, pool',
  },
  {
    id: 'go-sql',
    title: 'database/sql (Go)',
    used: 'go_sql_in_use_connections',
    most: 'go_sql_max_open_connections',
    each: 'instance, pod, db_name',
  },
  {
    id: 'otel-db-client',
    title: 'OpenTelemetry database clients',
    used: 'db_client_connection_count',
    most: 'db_client_connection_max',
    each: 'instance, pod, db_client_connection_pool_name',
    only: 'db_client_connection_state="used"',
  },
  {
    id: 'otel-db-client-old',
    title: 'OpenTelemetry database clients before 1.26',
    used: 'db_client_connections_usage',
    most: 'db_client_connections_max',
    each: 'instance, pod, pool_name',
    only: 'state="used"',
  },
  {
    id: 'pgbouncer',
    title: 'PgBouncer',
    used: 'pgbouncer_databases_current_connections',
    most: 'pgbouncer_databases_pool_size',
    each: 'instance, name',
  },
  {
    id: 'postgres',
    title: 'PostgreSQL',
    used: 'pg_stat_activity_count',
    most: 'pg_settings_max_connections',
    each: 'instance, server',
  },
];

/** Peak use of each pool as a share of its maximum; 0 as a maximum means that there is none. */
export const poolProviders: readonly ResourceProvider[] = pools.map(({ id, title, used, most, each, only }) => ({
  id,
  title,
  measures: [
    {
      measure: 'pool-share',
      needs: [used, most],
      query: `max$by (max_over_time((sum by (${each}$split) (${used}{$selector${only === undefined ? '' : `,${only}`}}))[$window:$step]) / (max by (${each}$split) (max_over_time(${most}{$selector}[$window])) > 0))`,
    },
  ],
}));
