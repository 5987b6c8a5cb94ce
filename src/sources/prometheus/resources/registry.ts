import type { ResourceProvider } from '../resource-provider.ts';
import { cadvisor } from './cadvisor.ts';
import { kubeStateMetrics } from './kube-state-metrics.ts';
import { nodeExporter } from './node-exporter.ts';
import { poolProviders } from './pools.ts';
import { process } from './process.ts';

/** Every known exporter of resources; of several that tell the same measure the first is asked, of pools all. */
export const resourceProviders: readonly ResourceProvider[] = [
  cadvisor,
  kubeStateMetrics,
  nodeExporter,
  process,
  ...poolProviders,
];
