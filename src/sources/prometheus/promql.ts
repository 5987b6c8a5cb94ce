/** Labels and their values; every text below is built only from these and from our own templates. */
export type Labels = Readonly<Record<string, string>>;

/**
 * Writes text as a PromQL string literal.
 *
 * Escapes as Go does (https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals), so that no value can end the literal.
 *
 * @example stringLiteral('a"b') // '"a\\"b"'
 */
export function stringLiteral(text: string): string {
  const escaped = text.replace(/[\\"\n\r\t\p{Cc}]/gu, (character) => {
    const short = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
    return short ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/**
 * Checks a label name, the only part of a query that cannot be quoted.
 *
 * @throws Error that says what is wanted
 * @example labelName('http_route') // 'http_route'
 */
export function labelName(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new Error(
      `wanted a label name (letters, digits and _, not starting with a digit), not ${stringLiteral(name)}`,
    );
  }
  return name;
}

/**
 * Checks a metric name.
 *
 * @throws Error that says what is wanted
 * @example metricName('http_requests_total') // 'http_requests_total'
 */
export function metricName(name: string): string {
  if (!/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(name)) {
    throw new Error(`wanted a metric name (letters, digits, _ and :), not ${stringLiteral(name)}`);
  }
  return name;
}

/**
 * Writes equality matchers, without braces.
 *
 * @throws Error where a label name is none
 * @example matchers({ environment: 'production' }) // 'environment="production"'
 */
export function matchers(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${labelName(name)}=${stringLiteral(value)}`)
    .join(',');
}

/** What the placeholders of a template stand for; all of it is our own, already escaped text. */
export type Filling = Readonly<Record<string, string>>;

/**
 * Fills `$name` placeholders in one pass, so that a value that looks like a placeholder is not filled again.
 *
 * A comma after an empty value is dropped with it, because `{,a="b"}` is no PromQL. Unknown placeholders stay as they are.
 *
 * @example fill('sum(x{$selector,a="b"}[$window])', { selector: '', window: '60s' }) // 'sum(x{a="b"}[60s])'
 */
export function fill(template: string, filling: Filling): string {
  return template.replace(/\$([a-z]+)\b(\s*,)?/g, (whole, name: string, comma = '') => {
    const value = Object.hasOwn(filling, name) ? filling[name] : undefined;
    if (value === undefined) return whole;
    return value === '' ? '' : `${value}${comma}`;
  });
}
