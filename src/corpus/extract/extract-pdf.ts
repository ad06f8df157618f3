/** PDF: pieces of text by pdf.js (through unpdf), put to lines, paragraphs, lists and tables by their places on the page. */
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import { type CorpusLimits, formatCount } from '../limits.js';
import { isFileTitle } from './file-title.js';
import { pdfBlocks } from './pdf-blocks.js';
import { withoutContents, withoutFurniture } from './pdf-furniture.js';
import { linesInOrder } from './pdf-lines.js';
import { type Fragment, type PdfDocument, readPage } from './pdf-page.js';

export async function extractPdf(bytes: Uint8Array, limits: Readonly<CorpusLimits>): Promise<ArticleFields> {
  const document = await open(bytes);
  try {
    if (document.numPages > limits.maxPdfPages)
      throw new Unreadable(
        `The file has ${formatCount(document.numPages)} pages; the limit is ${formatCount(limits.maxPdfPages)}: split it.`,
      );
    const pages: Fragment[][] = [];
    let chars = 0;
    // One page after the other: all at once, as unpdf's extractText does, keeps them all in memory.
    for (let number = 1; number <= document.numPages; number++) {
      const fragments = await readPage(document, number);
      for (const { text } of fragments) chars += text.length;
      pages.push(fragments);
      if (chars > limits.maxArticleChars)
        throw new Unreadable(
          `The text has more than ${formatCount(limits.maxArticleChars)} characters: split the file.`,
        );
    }
    const { text: body, structure } = pdfBlocks(withoutContents(withoutFurniture(pages).flatMap(linesInOrder)));
    if (!/\S/.test(body))
      throw new Unreadable(
        (await showsText(document))
          ? UNKNOWN_CHARACTERS
          : 'There is no text in the file; if its pages are pictures (scans), run text recognition (OCR) on it first.',
      );
    if (isGarbage(body)) throw new Unreadable(UNKNOWN_CHARACTERS);
    return { ...(await metadata(document)), ...readHead(body), body, structure };
  } finally {
    await document.destroy().catch(() => {});
  }
}

/**
 * Fonts that lack a table of their characters, and old Chinese, Japanese and Korean ones whose table is named but not in the
 * file: the tables of all of them are larger than everything else that is read here.
 */
const UNKNOWN_CHARACTERS =
  "Its characters can't be read, because its fonts don't say which letters they show; save it with embedded Unicode fonts, or run text recognition (OCR) on it.";
const MAX_GARBAGE = 0.3;
/** Pages on which it is looked for whether a file without text shows any. */
const PAGES_TO_ASK = 3;

/** Private-use and control characters, and what stands for unknown ones. */
function isGarbage(body: string): boolean {
  const garbage = body.match(/[\p{Co}\p{Cc}\ufffd]/gu)?.filter((char) => char !== '\n' && char !== '\t').length ?? 0;
  return garbage > MAX_GARBAGE * body.replace(/\s/g, '').length;
}

async function showsText(document: PdfDocument): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  for (let number = 1; number <= Math.min(document.numPages, PAGES_TO_ASK); number++) {
    const page = await document.getPage(number);
    const { fnArray, argsArray } = await page.getOperatorList();
    // A font that can't be loaded leaves no glyphs of what it shows.
    const isShown = (glyphs: { isSpace?: boolean }[]) => glyphs.length === 0 || glyphs.some((glyph) => !glyph.isSpace);
    if (fnArray.some((operator, i) => operator === OPS.showText && isShown(argsArray[i]?.[0] ?? []))) return true;
  }
  return false;
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // Nothing is drawn, fetched or evaluated; verbosity 0 keeps warnings off the console.
    return await getDocumentProxy(bytes, {
      verbosity: 0,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      stopAtErrors: false,
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') throw new Unreadable('The file is encrypted; save it without a password.');
    if (name === 'InvalidPDFException')
      throw new Unreadable('Expected a PDF, but its structure is damaged, cut off or of another kind.');
    throw error;
  }
}

/** No date: a file's CreationDate tells when the file was made, which a later export or scan sets anew. */
async function metadata(document: PdfDocument): Promise<Pick<ArticleFields, 'title'>> {
  const info = (await document.getMetadata().catch(() => undefined))?.info as { Title?: unknown } | undefined;
  return typeof info?.Title === 'string' && !isFileTitle(info.Title) ? { title: info.Title } : {};
}
