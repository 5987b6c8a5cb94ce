import type { ResourceProvider } from '../resource-provider.ts';

const each = 'namespace, pod, container$split';

/** Memory limits where cAdvisor does not export them. https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/pod-metrics.md */
export const kubeStateMetrics: ResourceProvider = {
  id: 'kube-state-metrics',
  title: 'kube-state-metrics with cAdvisor',
  measures: [
    {
      measure: 'memory-share',
      needs: ['container_memory_working_set_bytes', 'kube_pod_container_resource_limits'],
      query: `max$by (max by (${each}) (max_over_time(container_memory_working_set_bytes{$selector,container!="",container!="POD"}[$window])) / (max by (${each}) (max_over_time(kube_pod_container_resource_limits{$selector,resource="memory"}[$window])) > 0))`,
    },
  ],
};
