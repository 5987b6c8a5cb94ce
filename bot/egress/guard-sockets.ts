import { isIP, Socket } from 'node:net';
import { type EgressRule, isAllowed } from './egress-rule.ts';
import { EgressRefused, guardedLookup } from './guarded-lookup.ts';
import { whyForbidden } from './is-forbidden-address.ts';

interface Target {
  readonly options: Record<string, unknown>;
  readonly callback: (() => void) | undefined;
}

/** `connect` is called in four ways: with options, with a port and a host, with a path, and by Node itself with all in one list. */
function targetOf(given: readonly unknown[]): Target {
  const flat = Array.isArray(given[0]) ? (given[0] as readonly unknown[]) : given;
  const last = flat.findLast((one) => typeof one === 'function') as (() => void) | undefined;
  const [first, second] = flat;
  if (typeof first === 'object' && first !== null) return { options: { ...first }, callback: last };
  const isPort = typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first));
  const options = isPort
    ? { port: Number(first), host: typeof second === 'string' ? second : 'localhost' }
    : { path: first };
  return { options, callback: last };
}

function whyRefused({ options }: Target, rules: readonly EgressRule[]): string | null {
  if (options['path'] !== undefined && options['path'] !== null) return 'a local socket';
  const host = typeof options['host'] === 'string' ? options['host'] : 'localhost';
  const port = Number(options['port']);
  if (!isAllowed(rules, host, port)) return `${host}:${port} is not on it`;
  return isIP(host) === 0 ? null : whyForbidden(host, host);
}

/** From now on this process connects to nothing but what the rules allow; also not where a name leads to another address by then. */
export function guardSockets(rules: readonly EgressRule[]): void {
  const connect = Reflect.get(Socket.prototype, 'connect') as (this: Socket, ...given: unknown[]) => Socket;
  const guarded = function (this: Socket, ...given: unknown[]): Socket {
    const target = targetOf(given);
    const why = whyRefused(target, rules);
    if (why !== null) {
      process.nextTick(() => this.destroy(new EgressRefused(why)));
      return this;
    }
    const options = { ...target.options, lookup: guardedLookup };
    return target.callback === undefined ? connect.call(this, options) : connect.call(this, options, target.callback);
  };
  Object.defineProperty(Socket.prototype, 'connect', { value: guarded, writable: false, configurable: false });
}
