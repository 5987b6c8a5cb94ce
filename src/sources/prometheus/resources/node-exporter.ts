import type { ResourceProvider } from '../resource-provider.ts';

/** https://github.com/prometheus/node_exporter; disks are those with a driver of their own. */
export const nodeExporter: ResourceProvider = {
  id: 'node-exporter',
  title: 'node_exporter',
  measures: [
    {
      measure: 'disk-share',
      needs: ['node_disk_io_time_seconds_total'],
      query: 'max$by (rate(node_disk_io_time_seconds_total{$selector,device!~"(loop|ram|sr|fd)[0-9].*"}[$window]))',
    },
    {
      measure: 'network-bytes',
      needs: ['node_network_receive_bytes_total', 'node_network_transmit_bytes_total'],
      query:
        'sum$by (rate(node_network_receive_bytes_total{$selector,device!="lo"}[$window])) + sum$by (rate(node_network_transmit_bytes_total{$selector,device!="lo"}[$window]))',
    },
  ],
};
