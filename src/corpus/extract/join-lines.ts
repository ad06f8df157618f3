/** Lines of a page to paragraphs: a line break inside a sentence is no end of it. */

export interface PdfLine {
  text: string;
  page: number;
  /** Height of the baseline above the page's lower edge, in points. */
  y: number;
  /** Height of the letters in points. */
  size: number;
}

/** A gap of this many usual gaps opens a paragraph. */
const PARAGRAPH_GAP = 1.35;
/** A change of letter height by this share is a heading's edge. */
const SIZE_CHANGE = 0.15;
const BETWEEN_PARAGRAPHS = '\n\n';

/** The text of all lines: a space between the lines of a paragraph, an empty line between paragraphs. */
export function joinLines(lines: readonly PdfLine[]): string {
  const usualGap = median(lines.flatMap((line, i) => gapBefore(lines[i - 1], line) ?? []));
  const parts: string[] = [];
  for (const [i, line] of lines.entries()) {
    const text = line.text.replace(/[\s\u0000-\u001f]+/g, ' ').trim();
    const previous = lines[i - 1];
    if (text === '') continue;
    if (previous && parts.length > 0) parts.push(between(previous, line, usualGap, parts));
    parts.push(text);
  }
  return parts.join('');
}

function between(previous: PdfLine, line: PdfLine, usualGap: number, parts: string[]): string {
  if (Math.abs(line.size - previous.size) > SIZE_CHANGE * Math.max(line.size, previous.size)) return BETWEEN_PARAGRAPHS;
  const last = parts.at(-1) ?? '';
  const gap = gapBefore(previous, line);
  // A new column or page goes on with the sentence unless the last line ended one.
  const isNewParagraph = gap === undefined ? /[.!?…:]["'”’)\]]*$/.test(last) : gap > usualGap * PARAGRAPH_GAP;
  if (isNewParagraph) return BETWEEN_PARAGRAPHS;
  // "govern-" and "ment" are one word; "well-" and "Known" or a dash with a space are not.
  if (/\p{Ll}[-\u00ad]$/u.test(last) && /^\p{Ll}/u.test(line.text.trimStart())) {
    parts[parts.length - 1] = last.slice(0, -1);
    return '';
  }
  return ' ';
}

/** Points from one baseline down to the next; undefined across pages and columns. */
function gapBefore(previous: PdfLine | undefined, line: PdfLine): number | undefined {
  if (!previous || previous.page !== line.page) return undefined;
  const gap = previous.y - line.y;
  return gap > 0 ? gap : undefined;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}
