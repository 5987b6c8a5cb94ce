import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { whyForbidden } from './is-forbidden-address.ts';

/** A connection that the operator does not allow. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  readonly code = 'EACCES';
  constructor(why: string) {
    super(`not allowed by the operator’s egress list: ${why}`);
  }
}

/** Looks up a name and refuses what it must not stand for: what was looked up is what is connected to. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) {
      callback(error, []);
      return;
    }
    const [why] = addresses.flatMap(({ address }) => whyForbidden(hostname, address) ?? []);
    const [first] = addresses;
    if (why !== undefined || first === undefined) {
      callback(new EgressRefused(why ?? `${hostname} has no address`), []);
    } else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
