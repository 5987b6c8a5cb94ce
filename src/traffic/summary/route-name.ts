import { unmatchedRoute } from '../../model/route.ts';
import type { Parameter, TrafficRoute } from '../../model/traffic/route.ts';
import { declaredOf } from '../routing/declared-routes.ts';
import { kindOfCode } from '../routing/path-scanner.ts';
import type { SegmentKind } from '../routing/segment-kind.ts';

/** The template of requests whose path names no route. */
export const unmatchedTemplate = '\u0012';

const nameOfKind = new Map<SegmentKind, string>([['number', 'id']]);

/** A route as the model shows it. */
export type RouteName = Pick<TrafficRoute, 'route' | 'template' | 'parameters'>;

/** Names of parameters in a declared route, whatever its framework writes around them. */
function declaredParameters(route: string): Parameter[] {
  const names = route.matchAll(/\{([^{}]*)\}|(?<=\/):(\w+)|<(?:\w+:)?(\w+)>|\[(?:\.{3})?(\w+)\]/g);
  return [...names].map(([, braces, colon, angle, square]) => ({
    name: (braces ?? colon ?? angle ?? square ?? '').replace(/:.*$/, ''),
    kind: 'declared' as const,
  }));
}

/** Turns a template into what people read: `/orders/{id}/items/{id2}`. */
export function routeName(template: string): RouteName {
  if (template === unmatchedTemplate) return { route: unmatchedRoute, template: 'unmatched', parameters: [] };
  const declared = declaredOf(template);
  if (declared !== null)
    return { route: declared.route, template: declared.by, parameters: declaredParameters(declared.route) };
  const seen = new Map<string, number>();
  const parameters: Parameter[] = [];
  const segments = template.split('/').map((segment) => {
    const kind = kindOfCode(segment);
    if (kind === null || kind === 'literal') return segment;
    const base = nameOfKind.get(kind) ?? kind;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    const name = count === 1 ? base : `${base}${count}`;
    parameters.push({ name, kind });
    return `{${name}}`;
  });
  return { route: segments.join('/'), template: parameters.length > 0 ? 'guessed' : 'literal', parameters };
}
