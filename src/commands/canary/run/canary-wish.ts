import { canonicalRoute } from '../../../config/canary-from.ts';
import type { Settings } from '../../../config/schema.ts';
import type { CanaryWish } from '../../../sources/canary-source.ts';

/** What a service’s settings want to be read of each side, beside the presets. */
export function canaryWish({ canary = {}, routes }: Settings): CanaryWish {
  const wanted = (canary.endpoints ?? []).map(({ route }) => canonicalRoute(route));
  return { choice: { routes: wanted, ignored: routes?.ignore ?? [] }, custom: canary.custom ?? [] };
}
