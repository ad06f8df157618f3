/** PDFs of text at given places, for what places tell: columns, tables, running heads. */
import { degrees, PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';

export interface Drawn {
  text: string;
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
  turned?: number;
}

/** One page of 600 by 800 points for each list, drawn in the order given. */
export async function drawPdf(pages: Drawn[][]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const [font, bold] = [
    await document.embedFont(StandardFonts.TimesRoman),
    await document.embedFont(StandardFonts.TimesRomanBold),
  ] as [PDFFont, PDFFont];
  for (const drawn of pages) {
    const page = document.addPage([600, 800]);
    for (const one of drawn)
      page.drawText(one.text, {
        x: one.x,
        y: one.y,
        size: one.size ?? 11,
        font: one.bold ? bold : font,
        rotate: degrees(one.turned ?? 0),
      });
  }
  return document.save();
}

/** Lines below each other, 14 points apart; an empty one leaves a gap. */
export function column(lines: string[], place: { x?: number; y?: number } = {}): Drawn[] {
  const { x = 60, y = 740 } = place;
  return lines.flatMap((text, i) => (text === '' ? [] : [{ text, x, y: y - 14 * i }]));
}

/** Lines with a piece at each of these places from the left; an empty piece is none. */
export function grid(rows: string[][], lefts: number[], { y = 740, step = 20 } = {}): Drawn[] {
  return rows.flatMap((cells, i) =>
    cells.flatMap((text, at) => (text ? [{ text, x: lefts[at]!, y: y - step * i }] : [])),
  );
}
