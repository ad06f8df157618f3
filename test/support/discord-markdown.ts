/**
 * What Discord would act on in a text, read as its clients do: escapes first, then code, masked links, addresses, mentions.
 * A label's brackets are paired whether they are escaped or not, as in the grammar that Discord's is made from.
 */
export interface Parsed {
  links: { label: string; url: string }[];
  /** Addresses and invitations that stand for themselves. */
  addresses: string[];
  mentions: string[];
  timestamps: string[];
  codeBlocks: string[];
  /** "heading", "list", "quote", "small": of the lines that begin with one. */
  lines: string[];
}

const LINK = /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/;
const MENTION = /^(?:@(?:everyone|here)|<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<\/[^>\n]+:\d+>|<id:\w+>)/;
const TIMESTAMP = /^<t:-?\d+(?::[tTdDfFR])?>/;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/[^\s<]+|www\.[^\s<]+|discord(?:app)?\.(?:gg|com|me|io|li|new|gift)[^\s<]*)/i;
const LINES: [string, RegExp][] = [
  ['heading', /^#{1,3} /],
  ['small', /^-# /],
  ['list', /^\s*(?:[-*+]|\d+\.) /],
  ['quote', /^>{1,3} /],
];

/** Discord links to the web alone. */
function linkAt(text: string): RegExpExecArray | null {
  const found = LINK.exec(text);
  return found && /^https?:\/\//i.test(found[2]) ? found : null;
}

export function parseDiscord(text: string): Parsed {
  const parsed: Parsed = { links: [], addresses: [], mentions: [], timestamps: [], codeBlocks: [], lines: [] };
  for (let at = 0; at < text.length; ) at += readAt(text, at, parsed);
  return parsed;
}

/** Reads what stands at a place, and returns its length. */
function readAt(text: string, at: number, parsed: Parsed): number {
  const rest = text.slice(at);
  if (at === 0 || text[at - 1] === '\n') for (const [kind, form] of LINES) if (form.test(rest)) parsed.lines.push(kind);
  const take = (found: RegExpExecArray | null, into: (match: RegExpExecArray) => void) => {
    if (found) into(found);
    return found?.[0].length ?? 0;
  };
  return (
    take(/^\\[^0-9A-Za-z\s]/.exec(rest), () => {}) ||
    take(/^```[\s\S]+?```/.exec(rest), ([block]) => parsed.codeBlocks.push(block)) ||
    take(/^(`+)[\s\S]*?[^`]\1(?!`)/.exec(rest), () => {}) ||
    take(linkAt(rest), ([, label, url]) => parsed.links.push({ label, url })) ||
    take(TIMESTAMP.exec(rest), ([stamp]) => parsed.timestamps.push(stamp)) ||
    take(MENTION.exec(rest), ([mention]) => parsed.mentions.push(mention)) ||
    take(ADDRESS.exec(rest), ([address]) => parsed.addresses.push(address)) ||
    1
  );
}
