/** One host that may be connected to; any port where none is named. */
export interface EgressRule {
  readonly host: string;
  readonly port: number | null;
}

/**
 * Reads a rule as the operator writes it; null where it is none.
 *
 * @example parseEgress('prometheus.internal:9090') // { host: 'prometheus.internal', port: 9090 }
 */
export function parseEgress(text: string): EgressRule | null {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port ?? 1) > 65_535) return null;
  return { host: host.toLowerCase(), port: port === undefined ? null : Number(port) };
}

/** Whether a rule allows to connect to a host and port. */
export function isAllowed(rules: readonly EgressRule[], host: string, port: number): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, '');
  return rules.some((rule) => rule.host === wanted && (rule.port === null || rule.port === port));
}
