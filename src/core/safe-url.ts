/** Addresses of articles, which strangers wrote: made harmless, or left out. */

/** Longer addresses are left out: a message has room for 2,000 characters. */
const MAX_URL_CHARS = 400;
/** Letters, digits and hyphens between dots: what else a parser lets through is no name in the network. */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** A plain http(s) address without credentials that can't end the markup around it; undefined for any other. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url.trim())) return undefined;
  const { protocol, username, password, href, hostname } = new URL(url.trim());
  if ((protocol !== 'https:' && protocol !== 'http:') || username || password || !HOST.test(hostname)) return undefined;
  const encoded = href.replace(/[()<>[\]{}|\\^`"'*_~@\s]/g, encodeCharacter);
  return encoded.length <= MAX_URL_CHARS ? encoded : undefined;
}

const encodeCharacter = (character: string) => {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encoded;
};

const FRAGMENT_WORDS = 5;

/**
 * The address opened at a quote, with its first and last words: "…#:~:text=He%20denied,on%20Friday". Text fragments:
 * https://wicg.github.io/scroll-to-text-fragment/.
 */
export function atQuote(address: string, quote: string): string {
  const words = quote.toWellFormed().trim().split(/\s+/);
  const encode = (part: string[]) => encodeURIComponent(part.join(' ')).replace(/[-!'()*~_]/g, encodeCharacter);
  const fragment =
    words.length <= 2 * FRAGMENT_WORDS
      ? encode(words)
      : `${encode(words.slice(0, FRAGMENT_WORDS))},${encode(words.slice(-FRAGMENT_WORDS))}`;
  return `${address}${address.includes('#') ? '' : '#'}:~:text=${fragment}`;
}
