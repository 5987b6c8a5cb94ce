import { z } from 'zod';

/** Every dimension of fidelity: behaviour, the seven lies, and what only later questions use. */
export const dimensions = [
  'latency',
  'errors',
  'resources',
  'data',
  'traffic',
  'dependencies',
  'network',
  'configuration',
  'permissions',
  'monitoring',
  'business',
  'release',
  'incidents',
] as const;

export const Dimension = z.enum(dimensions);
export type Dimension = z.infer<typeof Dimension>;
