import { z } from 'zod';
import type { LoadPlan, PlannedRoute } from './load-plan.ts';

/** `pools.json`: values that exist in staging, by route, and by the parameter, `?query` name or `body` that they are for. */
export const Pools = z.record(z.string(), z.record(z.string(), z.array(z.json())));
export type Pools = z.infer<typeof Pools>;

function needsOf({ template, queryNames, hasBody }: PlannedRoute): string[] {
  return [...template.parameters, ...queryNames.map((name) => `?${name}`), ...(hasBody ? ['body'] : [])];
}

/** The lists that the scripts need, with the values that are known already; routes that need none are not in it. */
export function poolsFor({ routes }: LoadPlan, known: Pools): Pools {
  const given = new Map(Object.entries(known));
  const entries = routes.flatMap((route): [string, Pools[string]][] => {
    const values = new Map(Object.entries(given.get(route.name) ?? {}));
    const needs = needsOf(route).map((need) => [need, values.get(need) ?? []] as const);
    return needs.length === 0 ? [] : [[route.name, Object.fromEntries(needs)]];
  });
  return Object.fromEntries(entries);
}

/** What must be filled in before a script may run, as "GET /orders/{id}: id (number)". */
export function missingValues({ routes }: LoadPlan, pools: Pools): string[] {
  const given = new Map(Object.entries(pools));
  return routes.flatMap((route) => {
    const values = new Map(Object.entries(given.get(route.name) ?? {}));
    return needsOf(route)
      .filter((need) => !need.startsWith('?') && (values.get(need) ?? []).length === 0)
      .map((need) => `${route.name}: ${need}${route.kinds.has(need) ? ` (${route.kinds.get(need)})` : ''}`);
  });
}
