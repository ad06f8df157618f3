/**
 * Whether a request means this server. A page in somebody's browser may let its own name point at this machine ("DNS rebinding"),
 * and then ask in that person's network: its Host and its Origin give it away.
 */
import { isIP } from 'node:net';
import type { HttpConfig } from '../config.js';

type Place = Pick<HttpConfig, 'host' | 'publicUrl'>;

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::\d{1,5})?$/;

/** Without port and brackets, in small letters: "::1", "localhost"; undefined where it is none. */
function nameIn(host: string | undefined): string | undefined {
  const [, name] = HOST.exec(host?.toLowerCase() ?? '') ?? [];
  return name?.replace(/^\[|\]$/g, '');
}

/** "127.0.0.1", "::1" and as IPv6 writes the former. */
export const isLoopback = (address: string | undefined) =>
  address !== undefined && /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/i.test(address);

/** Of a Host header. */
export function isLoopbackHost(host: string | undefined): boolean {
  const name = nameIn(host);
  return name === 'localhost' || isLoopback(name);
}

/**
 * Nobody can let an address in figures point elsewhere, and no site has a name without a dot, such as a container's; every other
 * name must be one that the operator gave.
 */
export function isOwnHost(host: string | undefined, { host: bound, publicUrl }: Place): boolean {
  const name = nameIn(host);
  if (name === undefined) return false;
  if (isIP(name) > 0 || isLoopbackHost(host) || name === bound.toLowerCase()) return true;
  if (publicUrl && name === nameIn(new URL(publicUrl).host)) return true;
  return !name.includes('.') && !isLoopback(bound) && bound !== 'localhost';
}

/** Whether a page of this very server asks; `host` has passed `isOwnHost`. What no browser sends has no origin. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined, { publicUrl }: Place): boolean {
  if (origin === undefined) return true;
  const own = [`http://${host}`, `https://${host}`, ...(publicUrl ? [new URL(publicUrl).origin] : [])];
  return own.includes(origin.toLowerCase());
}
