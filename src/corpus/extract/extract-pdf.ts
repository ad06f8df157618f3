/** PDF: lines by pdf.js (through unpdf), joined to paragraphs by their places on the page, so that sentences stay whole. */
import { getDocumentProxy } from 'unpdf';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import { type CorpusLimits, formatCount } from '../limits.js';
import { isFileTitle } from './file-title.js';
import { joinLines, type PdfLine } from './join-lines.js';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
interface TextItem {
  str: string;
  transform: number[];
  height: number;
  hasEOL: boolean;
}

export async function extractPdf(bytes: Uint8Array, limits: Readonly<CorpusLimits>): Promise<ArticleFields> {
  const document = await open(bytes);
  try {
    if (document.numPages > limits.maxPdfPages)
      throw new Unreadable(
        `The file has ${formatCount(document.numPages)} pages; the limit is ${formatCount(limits.maxPdfPages)}: split it.`,
      );
    const lines: PdfLine[] = [];
    let chars = 0;
    // One page after the other: all at once, as unpdf's extractText does, keeps them all in memory.
    for (let number = 1; number <= document.numPages; number++) {
      for (const line of await pageLines(document, number)) {
        chars += line.text.length;
        lines.push(line);
      }
      if (chars > limits.maxArticleChars)
        throw new Unreadable(
          `The text has more than ${formatCount(limits.maxArticleChars)} characters: split the file.`,
        );
    }
    const body = joinLines(lines);
    if (!/\S/.test(body))
      throw new Unreadable(
        'There is no text in the file; if its pages are pictures (scans), run text recognition (OCR) on it first.',
      );
    return { ...(await metadata(document)), ...readHead(body), body };
  } finally {
    await document.destroy().catch(() => {});
  }
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

async function pageLines(document: PdfDocument, number: number): Promise<PdfLine[]> {
  const page = await document.getPage(number);
  const lines: PdfLine[] = [];
  let line: PdfLine | undefined;
  for (const item of (await page.getTextContent()).items as unknown as TextItem[]) {
    if (typeof item.str !== 'string') continue;
    if (item.str.trim() !== '' && !line)
      line = { text: '', page: number, y: item.transform[5] ?? 0, size: item.height };
    if (line) line.text += item.str;
    if (line && item.hasEOL) {
      lines.push(line);
      line = undefined;
    }
  }
  if (line) lines.push(line);
  page.cleanup();
  return lines;
}

/** No date: a file's CreationDate tells when the file was made, which a later export or scan sets anew. */
async function metadata(document: PdfDocument): Promise<Pick<ArticleFields, 'title'>> {
  const info = (await document.getMetadata().catch(() => undefined))?.info as { Title?: unknown } | undefined;
  return typeof info?.Title === 'string' && !isFileTitle(info.Title) ? { title: info.Title } : {};
}
