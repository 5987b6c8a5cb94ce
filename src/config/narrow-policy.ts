import type { Dimension } from '../model/dimension.ts';
import type { Part } from '../model/part.ts';
import type { Policy } from '../model/policy.ts';
import { defaults } from './defaults.ts';

/** The dimensions that parts other than behaviour judge. */
const partOf: ReadonlyMap<string, Part> = new Map<Dimension, Part>([
  ['data', 'data'],
  ['permissions', 'data'],
  ['traffic', 'traffic'],
]);

/**
 * The policy for some parts only: what belongs to others is not required, and each wanted part requires something, for without
 * that a run could pass that measured nothing.
 */
export function narrowPolicy(policy: Policy, parts: readonly Part[]): Policy {
  const required = parts.flatMap((part) => {
    const own = policy.required.filter((address) => (partOf.get(address.split('/')[0] ?? '') ?? 'behaviour') === part);
    return own.length > 0 ? own : defaults.required[part];
  });
  return { ...policy, parts, required };
}
