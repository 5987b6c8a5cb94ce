import type { ResourceProvider } from '../resource-provider.ts';

/** The series of a whole pod (`container=""`) and of its sandbox (`POD`) repeat what the containers say. */
const containers = '{$selector,container!="",container!="POD"}';
const each = 'namespace, pod, container$split';

/** https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md as the kubelet exports it. */
export const cadvisor: ResourceProvider = {
  id: 'cadvisor',
  title: 'cAdvisor (kubelet)',
  measures: [
    {
      measure: 'cpu-cores',
      needs: ['container_cpu_usage_seconds_total'],
      query: `sum$by (rate(container_cpu_usage_seconds_total${containers}[$window]))`,
    },
    {
      measure: 'pods',
      needs: ['container_memory_working_set_bytes'],
      query: `avg_over_time(count$by (count by (namespace, pod$split) (container_memory_working_set_bytes${containers}))[$window:$step])`,
    },
    {
      measure: 'memory-bytes',
      needs: ['container_memory_working_set_bytes'],
      // The peaks of a pod’s containers added up: at most too high, and no short peak escapes between the steps of a subquery.
      query: `max$by (sum by (namespace, pod$split) (max by (${each}) (max_over_time(container_memory_working_set_bytes${containers}[$window]))))`,
    },
    {
      measure: 'memory-share',
      needs: ['container_memory_working_set_bytes', 'container_spec_memory_limit_bytes'],
      // A limit of 0 means that there is none.
      query: `max$by (max by (${each}) (max_over_time(container_memory_working_set_bytes${containers}[$window])) / (max by (${each}) (max_over_time(container_spec_memory_limit_bytes${containers}[$window])) > 0))`,
    },
    {
      measure: 'throttled-share',
      needs: ['container_cpu_cfs_throttled_periods_total', 'container_cpu_cfs_periods_total'],
      query: `sum$by (increase(container_cpu_cfs_throttled_periods_total${containers}[$window])) / (sum$by (increase(container_cpu_cfs_periods_total${containers}[$window])) > 0)`,
    },
    {
      measure: 'oom-kills',
      needs: ['container_oom_events_total'],
      query: `sum$by (increase(container_oom_events_total${containers}[$window]))`,
    },
    {
      measure: 'network-bytes',
      needs: ['container_network_receive_bytes_total', 'container_network_transmit_bytes_total'],
      // Counted for the pod’s sandbox, so without the container filter.
      query:
        'sum$by (rate(container_network_receive_bytes_total{$selector,interface!="lo"}[$window])) + sum$by (rate(container_network_transmit_bytes_total{$selector,interface!="lo"}[$window]))',
    },
  ],
};
