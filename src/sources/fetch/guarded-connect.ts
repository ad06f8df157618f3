/**
 * Connections to public addresses alone. A name is looked up once, its addresses are judged, and the connection goes to one that
 * was judged: a name that has another answer the next moment gains nothing.
 */
import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { errorCode } from '../../core/errors.js';
import { FetchFault } from './fetch-fault.js';

export interface FoundAddress {
  address: string;
  family: number;
}
/** The addresses of a host's name. */
export type Resolve = (hostname: string) => Promise<FoundAddress[]>;

export const resolveBySystem: Resolve = (hostname) => dns.lookup(hostname, { all: true });

/**
 * Whether anybody may be at an address: unicast, and none of the ranges that mean this machine, its network, a cloud's own
 * services, or another address in disguise (IPv4 within IPv6, NAT64, 6to4).
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

export interface Guard {
  /** FETCH_PRIVATE. */
  isPrivateAllowed?: boolean;
  resolve?: Resolve;
  /** For tests, whose servers have no public address. */
  isAllowed?: (address: string, hostname: string) => boolean;
}

/** The addresses of a host that may be connected to, at least one. Throws FetchFault. */
export async function findAddresses(
  hostname: string,
  { isPrivateAllowed = false, resolve = resolveBySystem, isAllowed = isPublicAddress }: Guard = {},
): Promise<FoundAddress[]> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  const found = family ? [{ address: literal, family }] : await lookUp(hostname, resolve);
  const allowed = found.filter(({ address }) => isPrivateAllowed || isAllowed(address, hostname));
  if (allowed.length > 0) return allowed;
  throw new FetchFault(
    'private',
    `${hostname} is an address of this machine or its network, which is not fetched; FETCH_PRIVATE=1 allows it.`,
  );
}

async function lookUp(hostname: string, resolve: Resolve): Promise<FoundAddress[]> {
  try {
    const found = await resolve(hostname);
    if (found.length > 0) return found;
  } catch (error) {
    if (errorCode(error) !== 'ENOTFOUND' && errorCode(error) !== 'ENODATA')
      throw new FetchFault('unknown', `The address of ${hostname} can't be looked up now; is there a network?`);
  }
  throw new FetchFault('unknown', `There is no server called ${hostname}; check the address.`);
}

/** A connector for undici. */
export function guardedConnector(options: Guard & { connectMs: number }): buildConnector.connector {
  return (target, callback) => {
    lookUpInTime(target.hostname, options).then(
      (addresses) => {
        const connect = buildConnector({
          timeout: options.connectMs,
          autoSelectFamily: addresses.length > 1,
          // The very addresses that were judged; the name goes on to say which certificate is expected.
          lookup: (_hostname, { all }, found) =>
            all ? found(null, addresses) : found(null, addresses[0].address, addresses[0].family),
        } as buildConnector.BuildOptions);
        connect(target, callback);
      },
      (error) => callback(error, null),
    );
  };
}

/** The system's own bound may be minutes, and what waits for a connection to the same host waits with it. */
function lookUpInTime(hostname: string, options: Guard & { connectMs: number }): Promise<FoundAddress[]> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<never>((_, reject) => {
    const fault = () =>
      new FetchFault('slow', `Looking up the address of ${hostname} took too long; it is asked again later.`);
    timer = setTimeout(() => reject(fault()), options.connectMs);
  });
  return Promise.race([findAddresses(hostname, options), overdue]).finally(() => clearTimeout(timer));
}
