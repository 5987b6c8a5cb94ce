import type { ResourceProvider } from '../resource-provider.ts';

/** What every Prometheus client library exports about its own process. */
export const process: ResourceProvider = {
  id: 'process',
  title: 'process metrics of the client libraries',
  measures: [
    {
      measure: 'cpu-cores',
      needs: ['process_cpu_seconds_total'],
      query: 'sum$by (rate(process_cpu_seconds_total{$selector}[$window]))',
    },
    {
      measure: 'pods',
      needs: ['process_resident_memory_bytes'],
      query: 'avg_over_time(count$by (process_resident_memory_bytes{$selector})[$window:$step])',
    },
    {
      measure: 'memory-bytes',
      needs: ['process_resident_memory_bytes'],
      query: 'max$by (max_over_time(process_resident_memory_bytes{$selector}[$window]))',
    },
  ],
};
