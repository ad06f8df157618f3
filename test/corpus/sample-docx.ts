/** Parts of Word documents as XML, for documents with more in them than paragraphs. */
import { makeDocx } from './sample-files.js';

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const run = (text: string, properties = '') =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
export const bold = (text: string) => run(text, '<w:b/>');
/** A paragraph of runs, or of one text where `inside` holds no tag. */
export const paragraph = (inside: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${inside.includes('<') || inside === '' ? inside : run(inside)}</w:p>`;
export const styled = (style: string, inside: string) => paragraph(inside, `<w:pStyle w:val="${style}"/>`);
/** An item of list 1 (bullets), or 2, 3 (numbers of one scheme, 3 beginning anew), or 4 (from 5 on). */
export const item = (list: number, level: number, inside: string) =>
  paragraph(inside, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
/** Rows of cells; a cell is text or blocks, "^" where the cell above goes on. */
export const table = (rows: string[][], hasHead = false) =>
  `<w:tbl>${rows.map((cells, i) => `<w:tr>${hasHead && i === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;

function cell(inside: string): string {
  if (inside === '^') return `<w:tc><w:tcPr><w:vMerge/></w:tcPr>${paragraph('')}</w:tc>`;
  const merge = inside.startsWith('v') ? '<w:vMerge w:val="restart"/>' : '';
  return `<w:tc><w:tcPr>${merge}</w:tcPr>${inside.startsWith('<') ? inside : paragraph(inside)}</w:tc>`;
}

const level = (at: number, format: string, start = 1) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/></w:lvl>`;
const scheme = (id: number, format: string, start = 1) =>
  `<w:abstractNum w:abstractNumId="${id}">${[0, 1, 2].map((at) => level(at, format, start)).join('')}</w:abstractNum>`;
const list = (id: number, abstract: number, restart = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${restart}</w:num>`;
const NUMBERING = `<w:numbering ${NAMESPACE}>${scheme(10, 'bullet')}${scheme(20, 'decimal')}${scheme(30, 'decimal', 5)}${list(1, 10)}${list(2, 20)}${list(3, 20, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')}${list(4, 30)}</w:numbering>`;

const style = (id: string, name: string, inside = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;
const STYLES = `<w:styles ${NAMESPACE}>${[
  style('Titel', 'Title'),
  style('berschrift1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
  style('Heading2', 'heading 2'),
  style('Kapitel', 'Kapitel', '<w:basedOn w:val="berschrift1"/>'),
  style('Quote', 'Quote'),
  style('Caption', 'caption'),
  style('Code', 'Source Code'),
  style('TOC1', 'toc 1'),
  style('Term', 'Definition Term'),
  style('Meaning', 'Definition'),
].join('')}</w:styles>`;

/** A document of these blocks, with the lists and styles named here, and footnotes and comments numbered from 1. */
export function makeRichDocx(blocks: string[], notes: string[] = [], comments: string[] = []): Buffer {
  const parts = (name: string, inside: string[]) =>
    `<w:${name}s ${NAMESPACE}>${inside.map((one, i) => `<w:${name} w:id="${i + 1}">${paragraph(one)}</w:${name}>`).join('')}</w:${name}s>`;
  return makeDocx([], {
    documentXml: Buffer.from(
      `<w:document ${NAMESPACE} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${blocks.join('')}</w:body></w:document>`,
    ),
    extra: [
      ['word/styles.xml', Buffer.from(STYLES)],
      ['word/numbering.xml', Buffer.from(NUMBERING)],
      ['word/footnotes.xml', Buffer.from(parts('footnote', notes))],
      ['word/comments.xml', Buffer.from(parts('comment', comments))],
    ],
  });
}
