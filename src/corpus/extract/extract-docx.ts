/** Word documents: read by mammoth, turned into a page's tree for its text and blocks; the title from the document's properties. */
import mammoth from 'mammoth';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import type { CorpusLimits } from '../limits.js';
import { blockText } from './block-text.js';
import { ListNumbers, notePropertiesIn, readHeadingLevels } from './docx-properties.js';
import { type DocxElement, type DocxProperties, docxTree } from './docx-tree.js';
import { isFileTitle } from './file-title.js';
import { readZipXml } from './read-zip.js';

const MAIN_PART = 'word/document.xml';

export async function extractDocx(bytes: Uint8Array, limits: Readonly<CorpusLimits>): Promise<ArticleFields> {
  const parts = await readZipXml(bytes, limits);
  if (!parts.has('[Content_Types].xml') && !parts.has(MAIN_PART)) {
    throw new Unreadable('Expected a Word document (.docx), but the archive holds none.');
  }
  const { text: body, structure } = blockText(docxTree(await readDocument(parts), readProperties(parts)));
  const title = coreTitle(parts.get('docProps/core.xml'));
  return { ...readHead(body), ...(title && { title }), body, structure };
}

/** The document as mammoth reads it. What mammoth would make of it is of no use here, so that it gets nothing to make. */
async function readDocument(parts: Map<string, Buffer>): Promise<DocxElement> {
  const main = parts.get(MAIN_PART);
  if (main) parts.set(MAIN_PART, Buffer.from(notePropertiesIn(main.toString('utf8'))));
  let document: DocxElement = { type: 'document' };
  // `file` is how mammoth takes an archive that is open already. Handing it the checked parts leaves no second unzipping.
  const archive = { file: partsAsArchive(parts) } as unknown as Parameters<typeof mammoth.convertToHtml>[0];
  await mammoth.convertToHtml(archive, {
    includeEmbeddedStyleMap: false,
    transformDocument: (read: DocxElement) => {
      document = read;
      return { ...read, children: [] };
    },
  });
  return document;
}

function readProperties(parts: ReadonlyMap<string, Buffer>): DocxProperties {
  const xmlOf = (name: string) => parts.get(name)?.toString('utf8') ?? '';
  return {
    headingLevel: readHeadingLevels(xmlOf('word/styles.xml')),
    numbers: new ListNumbers(xmlOf('word/numbering.xml')),
  };
}

function partsAsArchive(parts: ReadonlyMap<string, Buffer>) {
  return {
    exists: (name: string) => parts.has(name),
    read: async (name: string, encoding?: string) => {
      const part = parts.get(name) ?? Buffer.alloc(0);
      return encoding === 'base64' ? part.toString('base64') : encoding ? new TextDecoder(encoding).decode(part) : part;
    },
  };
}

const MAX_CORE_BYTES = 64 * 1024;
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function coreTitle(core: Buffer | undefined): string | undefined {
  const raw = /<dc:title[^>]*>([^<]{1,2000})<\/dc:title>/.exec(core?.toString('utf8', 0, MAX_CORE_BYTES) ?? '')?.[1];
  const title = raw?.replace(/&(lt|gt|amp|quot|apos);/g, (_whole, name: string) => ENTITIES[name] ?? '');
  return title && !isFileTitle(title) ? title : undefined;
}
