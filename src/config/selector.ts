/** Labels and the values that select one environment’s series. */
export type Selector = Readonly<Record<string, string>>;

/**
 * Parses `environment=production,region=eu-west-1` into labels and values; never PromQL.
 *
 * @throws Error that says what was given and what is wanted
 * @example parseSelector('environment=production') // { environment: 'production' }
 */
export function parseSelector(text: string): Selector {
  const selector: Record<string, string> = {};
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const [label, value] = [part.slice(0, equals).trimEnd(), part.slice(equals + 1).trimStart()];
    if (equals < 0 || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(label) || !/^[^={}"~!][^{}"]*$/.test(value)) {
      throw new Error(
        `wanted label=value pairs such as environment=production, not "${part}" (raw PromQL is not accepted)`,
      );
    }
    if (Object.hasOwn(selector, label)) throw new Error(`wanted every label once, not "${text}"`);
    selector[label] = value;
  }
  if (Object.keys(selector).length === 0) {
    throw new Error(`wanted label=value pairs such as environment=production, not "${text}"`);
  }
  return selector;
}

/** Tells whether two selectors select the same series. */
export function sameSelector(one: Selector, other: Selector): boolean {
  const text = (selector: Selector) => JSON.stringify(Object.entries(selector).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}
