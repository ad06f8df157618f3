/** Word documents: the paragraphs by mammoth, the title from the document's properties. */
import mammoth from 'mammoth';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import type { CorpusLimits } from '../limits.js';
import { isFileTitle } from './file-title.js';
import { readZipXml } from './read-zip.js';

export async function extractDocx(bytes: Uint8Array, limits: Readonly<CorpusLimits>): Promise<ArticleFields> {
  const parts = await readZipXml(bytes, limits);
  if (!parts.has('[Content_Types].xml') && !parts.has('word/document.xml')) {
    throw new Unreadable('Expected a Word document (.docx), but the archive holds none.');
  }
  // `file` is how mammoth takes an archive that is open already. Handing it the checked parts leaves no second unzipping.
  const archive = { file: partsAsArchive(parts) } as unknown as Parameters<typeof mammoth.extractRawText>[0];
  const { value } = await mammoth.extractRawText(archive);
  const body = value.trimEnd();
  const title = coreTitle(parts.get('docProps/core.xml'));
  return { ...readHead(body), ...(title && { title }), body };
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
