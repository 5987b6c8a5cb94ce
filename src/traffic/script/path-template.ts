const placeholder = /\{([^{}]*)\}/g;
const encoder = new TextEncoder();

/** Characters that a path may hold as they are (RFC 3986), and `%`, behind which something is encoded already. */
const encoded = (text: string) =>
  text.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/gu, (character) =>
    [...encoder.encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );

/** A route's path taken apart: what is sent as it is, and the names of what a value is put in for, in turn. */
export interface PathTemplate {
  /** One more than `parameters`. */
  readonly literals: readonly string[];
  readonly parameters: readonly string[];
}

/**
 * Takes a path template apart and encodes what stands between its parameters.
 *
 * A parameter that has no name, or one that is there already, gets a number.
 *
 * @returns null where it is no path: a request would go elsewhere
 * @example pathTemplate('/orders/{id}/items') // { literals: ['/orders/', '/items'], parameters: ['id'] }
 */
export function pathTemplate(route: string): PathTemplate | null {
  if (!route.startsWith('/')) return null;
  const parameters: string[] = [];
  for (const [, name = ''] of route.matchAll(placeholder)) {
    const isNew = name !== '' && !parameters.includes(name);
    parameters.push(isNew ? name : `${name}${parameters.length + 1}`);
  }
  const literals = route.split(/\{[^{}]*\}/).map(encoded);
  return { literals, parameters };
}
