/** The addresses that may stand in a message: those of indexed articles, made harmless first. */
import { atQuote, safeUrl } from '../../core/safe-url.js';
import { inertWithin, visible } from './inert.js';

/** Discord's limit for the address of a link button. */
const MAX_BUTTON_URL_CHARS = 512;

/**
 * `[label](<url>)`; the angle brackets keep Discord from fetching a preview. Without a safe address, the label alone. A label
 * that reads as another address is no link: the true one's host stands behind it, as in "bank.example ([desk.org](<…>))".
 */
export function maskedLink(label: string, url: string | undefined, maxLabelChars = 220): string {
  const address = safeUrl(url);
  if (!address) return inertWithin(label, maxLabelChars);
  if (!namesOther(label, address)) return `[${inLabel(label, maxLabelChars)}](<${address}>)`;
  const shown = inertWithin(label, maxLabelChars);
  const { hostname } = new URL(address);
  return hostname.length > MAX_HOST_CHARS
    ? shown
    : `${shown} ([${inLabel(hostname, MAX_HOST_CHARS + 10)}](<${address}>))`;
}

/** Discord pairs the brackets of a label even where they are escaped, so round ones stand for them. */
const inLabel = (label: string, maxChars: number) =>
  inertWithin(
    label.replace(/[[\]]/g, (bracket) => (bracket === '[' ? '(' : ')')),
    maxChars,
  );

/** Something that people take for an address: with a scheme, or a name with a dot, as in "bank.example/login". */
const ADDRESS =
  /(?:[a-z][a-z0-9+.-]*:\/+\s*)?(?:(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,24})|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?(?:[/?#]\S*)?|[a-z][a-z0-9+.-]*:\/\/\S*/giu;
/** "Node.js", "README.md": names of files and of programs, where nothing else speaks for an address. */
const FILE =
  /^[^/:]*\.(?:[cm]?[jt]sx?|json5?|html?|css|md|py|rs|rb|sh|php|java|cpp|cs|ya?ml|toml|txt|pdf|docx?|png|jpe?g|svg|csv|sql|xml|log|env)$/i;
const MAX_HOST_CHARS = 60;

/** Whether a text names an address other than this one; a parent of its host, and the beginning of its path, are the same. */
export function namesOther(text: string, address: string): boolean {
  const own = bare(address);
  const { hostname } = new URL(address);
  return (visible(text.normalize('NFKC')).match(ADDRESS) ?? []).some((found) => {
    if (FILE.test(found)) return false;
    const named = bare(found);
    if (!named.includes('/')) return named !== hostname.replace(/^www\./, '') && !hostname.endsWith(`.${named}`);
    return named !== own && !/^[/?#]/.test(own.startsWith(named) ? own.slice(named.length) : '');
  });
}

/** Without scheme, "www.", and what ends a sentence. */
const bare = (address: string) =>
  address
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/+\s*/, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?'"’”)\]/]+$/, '');

/**
 * The address of a page, opened at the quote. Undefined where the address isn't safe; without the fragment where it would be
 * too long for a button.
 */
export function linkToQuote(url: string | undefined, quote: string): string | undefined {
  const address = safeUrl(url);
  if (!address) return undefined;
  const whole = atQuote(address, quote);
  return whole.length <= MAX_BUTTON_URL_CHARS ? whole : address;
}
