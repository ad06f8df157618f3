/** Small real files of the binary formats, built in memory: tests carry no fixtures that nobody can read. */
import { PDFDocument, StandardFonts } from 'pdf-lib';
import yazl from 'yazl';

/** A PDF with one page for each list of lines; an empty line leaves a gap. */
export async function makePdf(pages: string[][], options: { title?: string; created?: Date } = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  if (options.title) document.setTitle(options.title);
  document.setCreationDate(options.created ?? new Date('2022-11-04T10:00:00Z'));
  for (const lines of pages) {
    const page = document.addPage([420, 600]);
    lines.forEach((line, i) => {
      page.drawText(line, { x: 40, y: 560 - i * 14, size: 11, font });
    });
  }
  return Buffer.from(await document.save());
}

const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONSHIPS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** A Word document of plain paragraphs (XML text: escape it), or with `documentXml` as its main part; `extra` adds entries. */
export function makeDocx(
  paragraphs: string[],
  options: { title?: string; documentXml?: Buffer; extra?: [string, Buffer][] } = {},
): Promise<Buffer> {
  const text = paragraphs
    .map((paragraph) => `<w:p><w:r><w:t xml:space="preserve">${paragraph}</w:t></w:r></w:p>`)
    .join('');
  const xml = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${text}</w:body></w:document>`;
  const core = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>${options.title ?? ''}</dc:title></cp:coreProperties>`;
  return makeZip([
    ['[Content_Types].xml', Buffer.from(CONTENT_TYPES)],
    ['_rels/.rels', Buffer.from(RELATIONSHIPS)],
    ['word/document.xml', options.documentXml ?? Buffer.from(xml)],
    ['docProps/core.xml', Buffer.from(core)],
    ...(options.extra ?? []),
  ]);
}

export async function makeZip(entries: [string, Buffer][]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const options = { mtime: new Date('2022-11-04T00:00:00Z'), compressionLevel: 1 };
  for (const [name, content] of entries) zip.addBuffer(content, name, options);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A one-page PDF around any content stream, byte by byte: for streams that pdf-lib would not write. */
export function makeRawPdf(
  filter: string,
  stream: Buffer,
  font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    undefined,
    font,
  ];
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  objects.forEach((object, i) => {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    if (object) parts.push(Buffer.from(`${i + 1} 0 obj\n${object}\nendobj\n`));
    else
      parts.push(
        Buffer.from(`${i + 1} 0 obj\n<<${filter}/Length ${stream.length}>>\nstream\n`),
        Buffer.from(stream),
        Buffer.from('\nendstream\nendobj\n'),
      );
  });
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(`xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`),
  );
  return Buffer.concat(parts);
}
