/** Redirects, judged one by one before they are followed. */
import { shownAddress } from '../source-state.js';
import { FetchFault } from './fetch-fault.js';
import { readWebAddress } from './web-address.js';

const MAX_REDIRECTS = 5;

/** Where an answer leads, after so many hops. Throws FetchFault 'redirect', or as `readWebAddress` does. */
export function nextHop(from: URL, location: string | undefined, hops: number): URL {
  if (location === undefined)
    throw new FetchFault('redirect', `${shownAddress(from)} leads on, but does not say to where; check the address.`);
  if (hops >= MAX_REDIRECTS)
    throw new FetchFault(
      'redirect',
      `${shownAddress(from)} leads on more than ${MAX_REDIRECTS} times; check the address.`,
    );
  const to = readWebAddress(location, from.href);
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw new FetchFault(
      'redirect',
      `${shownAddress(from)} leads from https to http, where anybody may change what is read.`,
    );
  return to;
}
