import { BlockList, isIP } from 'node:net';

/** Link-local addresses, where clouds hand out credentials to whoever asks, and what is no host at all. */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
// Where clouds answer to whoever asks for credentials outside of the link-local range.
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('100.100.100.200', 'ipv4');
forbidden.addAddress('168.63.129.16', 'ipv4');
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('224.0.0.0', 3, 'ipv4');
forbidden.addAddress('::', 'ipv6');
forbidden.addSubnet('ff00::', 8, 'ipv6');
// Wrapped IPv4: NAT64 and 6to4 would lead around the list above.
forbidden.addSubnet('64:ff9b::', 96, 'ipv6');
forbidden.addSubnet('2002::', 16, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Why nothing may connect to an address, whatever the operator’s list says; null where it may.
 *
 * A name that leads to the bot’s own machine is a trick, unless the operator has named that machine itself.
 *
 * @param host the name or address that was asked for
 * @param address what it stands for, an IP address
 * @example whyForbidden('metadata.example', '169.254.169.254') // 'metadata.example is 169.254.169.254, a link-local or reserved address'
 */
export function whyForbidden(host: string, address: string): string | null {
  const is = host === address ? address : `${host} is ${address}`;
  if (isIP(address) === 0) return `${is}, which is no address`;
  if (isIn(forbidden, address)) return `${is}, a link-local or reserved address`;
  const isNamed = host === address || host === 'localhost';
  return isIn(loopback, address) && !isNamed ? `${is}, an address of the bot’s own machine` : null;
}
