/** Web addresses: which ones are fetched at all, and as much of one as may be shown. */
import { FetchFault } from './fetch-fault.js';

const MAX_ADDRESS_CHARS = 2_048;

/** An http(s) address without a name and password in it. `base` is where a relative one stands. Throws FetchFault. */
export function readWebAddress(text: string, base?: string): URL {
  const given = text.trim();
  if (given.length > MAX_ADDRESS_CHARS)
    throw new FetchFault(
      'address',
      `Expected an address of at most ${MAX_ADDRESS_CHARS} characters, but it is longer.`,
    );
  if (!URL.canParse(given, base))
    throw new FetchFault('address', 'Expected a web address such as https://example.org/feed.xml, but it is none.');
  const url = new URL(given, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new FetchFault('address', `Expected an address that begins with https:// or http://, not ${url.protocol}//.`);
  if (url.username || url.password)
    throw new FetchFault('address', 'An address may hold no name or password, because it is shown and logged.');
  url.hash = '';
  return url;
}
