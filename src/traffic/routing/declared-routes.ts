import { routeKey } from '../../model/route.ts';
import { kindOfCode } from './path-scanner.ts';

/** A route that somebody wrote down. */
export interface DeclaredRoute {
  readonly route: string;
  readonly by: 'declared' | 'openapi';
}

interface Pattern extends DeclaredRoute {
  readonly segments: readonly string[];
  readonly parameters: number;
}

/** First character of a template that is a declared route, by who declared it. */
const marks = new Map([
  ['declared', '\u0010'],
  ['openapi', '\u0011'],
]);

/** The declared route that a template stands for; null where it is a path. */
export function declaredOf(template: string): DeclaredRoute | null {
  for (const by of ['declared', 'openapi'] as const)
    if (template.startsWith(marks.get(by) ?? '')) return { by, route: template.slice(1) };
  return null;
}

function patternOf({ route, by }: DeclaredRoute): Pattern {
  const segments = routeKey(null, route).split('/').slice(1);
  return { route, by, segments, parameters: segments.filter((segment) => segment.includes('{')).length };
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function segmentMatches(pattern: string, segment: string): boolean {
  if (pattern === '{}') return segment !== '';
  if (!pattern.includes('{}')) return pattern === segment;
  // `{id}.json`: what a value with more around it was is not known any more.
  return kindOfCode(segment) === 'text' || new RegExp(`^${pattern.split('{}').map(escape).join('.+')}$`).test(segment);
}

function matches({ segments }: Pattern, path: readonly string[]): boolean {
  for (const [index, pattern] of segments.entries()) {
    if (pattern === '{*}') return true;
    const segment = path[index];
    if (segment === undefined || !segmentMatches(pattern, segment)) return false;
  }
  return path.length === segments.length;
}

/** Finds the declared route of a path. */
export class DeclaredRoutes {
  readonly #patterns: readonly Pattern[];
  /** Every segment of a declared route that is no parameter. */
  readonly literals: ReadonlySet<string>;

  constructor(routes: readonly DeclaredRoute[]) {
    this.#patterns = routes
      .map(patternOf)
      .sort((a, b) => a.parameters - b.parameters || b.segments.length - a.segments.length);
    this.literals = new Set(this.#patterns.flatMap(({ segments }) => segments.filter((one) => !one.includes('{'))));
  }

  /** The template of the first matching route, fewest parameters first; null where none matches. A slash at the end makes no difference. */
  match(template: string): string | null {
    if (this.#patterns.length === 0) return null;
    const path = (template.length > 1 ? template.replace(/\/$/, '') : template).split('/').slice(1);
    const found = this.#patterns.find((pattern) => matches(pattern, path));
    return found === undefined ? null : `${marks.get(found.by)}${found.route}`;
  }
}
