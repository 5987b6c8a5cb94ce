import { probeBehaviour } from './behaviour/probe-behaviour.ts';
import type { Probe } from './probe.ts';

/**
 * Every probe, by the dimension whose folder it lives in.
 *
 * The lies that are measured outside the metrics server (data, dependencies, network, configuration, permissions, monitoring)
 * join here, each with one folder under `probes/` and one under `judge/`.
 */
export const probes: ReadonlyMap<string, Probe> = new Map([['behaviour', probeBehaviour]]);
