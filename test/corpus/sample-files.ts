/** Small real files of the binary formats, built in memory: tests carry no fixtures that nobody can read. */
import { gzipSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';

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
): Buffer {
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

/** A zip of these entries, deflated. A gzip holds all that an entry needs, its checksum too: for many MiB far sooner than in JavaScript. */
export function makeZip(entries: [string, Buffer][]): Buffer {
  const members: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const gzip = gzipSync(content, { level: 1 });
    const [deflated, checksum, size] = [gzip.subarray(10, -8), gzip.subarray(-8, -4), gzip.subarray(-4)];
    const nameBytes = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    // The name is UTF-8.
    head.writeUInt16LE(0x800, 2);
    head.writeUInt16LE(8, 4);
    // 2022-11-04.
    head.writeUInt16LE(((2022 - 1980) << 9) | (11 << 5) | 4, 8);
    checksum.copy(head, 10);
    head.writeUInt32LE(deflated.length, 14);
    size.copy(head, 18);
    head.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    members.push(Buffer.from('PK\x03\x04'), head, nameBytes, deflated);
    directory.push(Buffer.from('PK\x01\x02\x14\0'), head, place, nameBytes);
    offset += 4 + head.length + nameBytes.length + deflated.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...members, ...directory, Buffer.from('PK\x05\x06'), end]);
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
