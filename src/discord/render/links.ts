/** The addresses that may stand in a message: those of indexed articles, made harmless first. */
import { inertWithin } from './inert.js';

/** Longer addresses are left out: a message has room for 2,000 characters. */
const MAX_URL_CHARS = 400;
/** Discord's limit for the address of a link button. */
const MAX_BUTTON_URL_CHARS = 512;
const FRAGMENT_WORDS = 5;

/** A plain http(s) address without credentials that can't end the markup around it; undefined for any other. */
export function safeUrl(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url.trim())) return undefined;
  const { protocol, username, password, href, hostname } = new URL(url.trim());
  if ((protocol !== 'https:' && protocol !== 'http:') || username || password || !hostname.includes('.'))
    return undefined;
  const encoded = href.replace(/[()<>[\]{}|\\^`"'*_~@\s]/g, encodeCharacter);
  return encoded.length <= MAX_URL_CHARS ? encoded : undefined;
}

const encodeCharacter = (character: string) => {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encoded;
};

/** `[label](<url>)`; the angle brackets keep Discord from fetching a preview. Without a safe address, the label alone. */
export function maskedLink(label: string, url: string | undefined, maxLabelChars = 220): string {
  const shown = inertWithin(label, maxLabelChars);
  const address = safeUrl(url);
  return address ? `[${shown}](<${address}>)` : shown;
}

/**
 * The address of a page, opened at the quote. Text fragments: https://wicg.github.io/scroll-to-text-fragment/.
 * Undefined where the address isn't safe; without the fragment where it would be too long for a button.
 */
export function linkToQuote(url: string | undefined, quote: string): string | undefined {
  const address = safeUrl(url);
  if (!address) return undefined;
  const words = quote.toWellFormed().trim().split(/\s+/);
  const encode = (part: string[]) => encodeURIComponent(part.join(' ')).replace(/[-!'()*~_]/g, encodeCharacter);
  const fragment =
    words.length <= 2 * FRAGMENT_WORDS
      ? encode(words)
      : `${encode(words.slice(0, FRAGMENT_WORDS))},${encode(words.slice(-FRAGMENT_WORDS))}`;
  const whole = `${address}${address.includes('#') ? '' : '#'}:~:text=${fragment}`;
  return whole.length <= MAX_BUTTON_URL_CHARS ? whole : address;
}
