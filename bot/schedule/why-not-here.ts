import type { Configuration } from '../../src/config/schema.ts';
import { type EgressRule, isAllowed } from '../egress/egress-rule.ts';
import { whyForbidden } from '../egress/is-forbidden-address.ts';

/** Ports that addresses mean without saying so. */
const usualPorts: ReadonlyMap<string, number> = new Map([
  ['http:', 80],
  ['https:', 443],
  ['postgres:', 5432],
  ['postgresql:', 5432],
]);

interface Found {
  readonly path: string;
  readonly value: unknown;
}

function* everything(value: unknown, path: string): Generator<Found> {
  yield { path, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* everything(inner, path === '' ? key : `${path}.${key}`);
}

/**
 * What a configuration asks for that a validation beside the bot must not do; addresses are named without what may be secret in them.
 *
 * It explains early; what holds is that the validation’s process can reach, read and start nothing else.
 */
export function whyNotHere(configuration: Configuration, rules: readonly EgressRule[]): string[] {
  return [...everything(configuration, '')].flatMap(({ path, value }) => {
    if (/(^|\.)load$/.test(path)) {
      return [`${path}: a script is not run in the bot’s network; let the workflow validate (run: workflow_dispatch)`];
    }
    if (/(^|\.)metrics\.file$/.test(path)) return [`${path}: files are not read in the bot’s network`];
    return typeof value === 'string' && /^[a-z]+:\/\//i.test(value) ? wrongAddress(path, value, rules) : [];
  });
}

function wrongAddress(path: string, address: string, rules: readonly EgressRule[]): string[] {
  if (!URL.canParse(address)) return [`${path}: no address`];
  const { hostname, port, protocol } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const wanted = port === '' ? (usualPorts.get(protocol) ?? 0) : Number(port);
  const why = /^[\d.]+$|:/.test(host) ? whyForbidden(host, host) : null;
  if (why !== null) return [`${path}: ${why}`];
  if (isAllowed(rules, host, wanted)) return [];
  return [`${path}: ${host}:${wanted} is not on the operator’s egress list of this repository`];
}
