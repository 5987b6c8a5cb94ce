import type { Part } from '../model/part.ts';
import { probeBehaviour } from './behaviour/probe-behaviour.ts';
import type { Probe } from './probe.ts';

/**
 * Every probe, by the part of a profile that it measures.
 *
 * The lies that are measured outside the metrics server (dependencies, network, configuration, permissions, monitoring) join
 * here, each with its name in `model/part.ts`, one folder under `probes/` and one under `judge/`.
 */
export const probes: ReadonlyMap<Part, Probe> = new Map<Part, Probe>([
  ['behaviour', probeBehaviour],
  // Heavy, and seldom wanted: loaded where it is.
  ['data', async (side) => (await import('./data/probe-data.ts')).probeData(side)],
]);
