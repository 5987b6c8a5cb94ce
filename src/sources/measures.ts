/** The resource measures that sources may report, with their unit and what they mean. */
export const resourceMeasures = {
  'cpu-cores': { unit: 'cores', means: 'CPU in use, average over the window, all pods together' },
  pods: { unit: 'pods', means: 'pods (or instances) that ran, average over the window' },
  'memory-share': { unit: 'share', means: 'largest memory use of any pod as a share of its limit' },
  'memory-bytes': { unit: 'bytes', means: 'largest memory use of any pod' },
  'throttled-share': { unit: 'share', means: 'share of CPU periods in which a container was throttled' },
  'disk-share': { unit: 'share', means: 'share of time that the busiest disk was busy' },
  'network-bytes': { unit: 'bytes/s', means: 'network traffic, received and sent, average over the window' },
  'pool-share': { unit: 'share', means: 'largest use of any connection pool as a share of its maximum' },
  'oom-kills': { unit: 'kills', means: 'containers killed for lack of memory within the window' },
} as const;

export type ResourceMeasure = keyof typeof resourceMeasures;
