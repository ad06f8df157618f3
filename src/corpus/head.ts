/** What the first lines of a plain text say about it: a dateline, a byline, "Published: …". Only plain cases; a wrong source is worse than none. */
import { findWrittenDay, parsePublishedAt } from './published-at.js';

/** Found in the head of a text. */
export interface TextHead {
  source?: string;
  publishedAt?: string;
  /** Where the first sentence may begin, behind what was understood. */
  textStart?: number;
}

const HEAD_CHARS = 2_000;
const HEAD_LINES = 5;
const MAX_META_LINE_CHARS = 160;

const AGENCIES = new Set(
  (
    'Reuters|AP|The Associated Press|Associated Press|AFP|Agence France-Presse|Xinhua|dpa|DPA|ANSA|EFE|Kyodo|Kyodo News|TASS|Interfax|RIA Novosti|PTI|ANI|IANS|Bernama|Yonhap|UPI|' +
    'Bloomberg|CNN|BBC|NPR|CBS|CBC|CNBC|VOA|RFE/RL|Ukrinform|Anadolu|AA|PA|PA Media|AAP|The Canadian Press|IRNA|SPA|WAM|KUNA|MENA|Antara|ANP|Belga|PAP|Lusa|Thomson Reuters Foundation'
  ).split('|'),
);

/** Place, optional date, outlet in parentheses, dash: "KYIV, Ukraine, Nov. 4, 2022 (Reuters) —". */
const DATELINE = /^([\p{Lu}][^()\r\n]{1,90}?)?\s*\(([^()\r\n]{2,40})\)\s*(?:--?|[\u2012-\u2015])\s*/u;
const PLACE = /^(?:\p{Lu}[\p{L}\p{M}.'’/-]*)(?: (?:\p{Lu}[\p{L}\p{M}.'’/-]*|de|of|la|al|the|and))*$/u;
const LABEL = /^(published|released|updated|date|posted|source|outlet|by)\b(?:\s+(?:on|at))?\s*(:?)\s*(.+)$/i;

/** Source, date and start of the text as the head states them. The date needs its year: nothing is guessed. */
export function readHead(text: string): TextHead {
  const head: TextHead = {};
  let lineStart = 0;
  let seen = 0;
  for (const raw of text.slice(0, HEAD_CHARS).split(/(?<=\n|\r(?!\n))/)) {
    const indent = raw.search(/\S/);
    const line = raw.trim();
    if (line !== '') {
      if (++seen > HEAD_LINES) break;
      const start = lineStart + indent;
      const dateline = readDateline(line);
      if (dateline) {
        const { length, ...found } = dateline;
        return {
          ...found,
          ...head,
          ...((seen === 1 || head.textStart !== undefined) && { textStart: start + length }),
        };
      }
      const meta = line.length <= MAX_META_LINE_CHARS ? readMetaLine(line) : undefined;
      if (meta) {
        Object.assign(head, { ...meta, ...head });
        // A headline may stand above such lines: only those at the very top move the start.
        if (seen === 1 || head.textStart !== undefined) head.textStart = lineStart + raw.length;
      }
    }
    lineStart += raw.length;
  }
  return head;
}

/** The dateline at the start of `line`, and its length; undefined where it is none. */
function readDateline(line: string): { source: string; publishedAt?: string; length: number } | undefined {
  const match = DATELINE.exec(line);
  const outlet = match?.[2]?.trim();
  if (!match || !outlet) return undefined;
  const place = match[1]?.trim() ?? '';
  const publishedAt = findWrittenDay(place);
  const [city = ''] = place.replace(/\s+[-–—]+$/, '').split(',');
  // "The World Health Organization (WHO) – …" has the shape too: unknown outlets need the capitals of a dateline.
  const isCapitals = /\p{Lu}{2}/u.test(city) && city === city.toUpperCase();
  const isDateline = AGENCIES.has(outlet)
    ? place === '' || PLACE.test(city)
    : isCapitals && PLACE.test(city) && /^\p{L}/u.test(outlet);
  if (!isDateline || place.split(/\s+/).length > 12) return undefined;
  return { source: outlet, ...(publishedAt && { publishedAt }), length: match[0].length };
}

/** "Published: 2022-11-04", "Source: Reuters", "By Jane Doe | Reuters | November 4, 2022". */
function readMetaLine(line: string): Omit<TextHead, 'textStart'> | undefined {
  const [, label = '', colon, value = ''] = LABEL.exec(line) ?? [];
  if (!label) return undefined;
  const parts = value.split(/\s+[|•·]\s+/);
  if (/^by$/i.test(label)) {
    // Prose may begin with "By": only one with bars and a date at its end is a byline.
    const publishedAt = parts.length >= 2 ? parsePublishedAt(parts.at(-1)) : undefined;
    if (!publishedAt) return undefined;
    return { publishedAt, ...(parts.length >= 3 && { source: parts.at(-2)! }) };
  }
  if (/^(source|outlet)$/i.test(label)) return colon && value.length <= 60 ? { source: value } : undefined;
  // "Released 2 June 2026. Season 2 starts today.": what follows is text.
  const [day, text] = parts[0].split(/\.\s+(?=\p{Lu})/u);
  const publishedAt = parsePublishedAt(day);
  return publishedAt && (colon || text || !/[.!?]$/.test(value)) ? { publishedAt } : undefined;
}
