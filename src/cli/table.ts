/** Figures in columns, as every command that measures shows them. */

/** A line for each row, columns two spaces apart: the first to the left, the others to the right. All rows have as many cells. */
export function alignColumns(rows: string[][]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}

/** A share in 0..1 as ".875" and "1.000"; nothing where it is unknown. */
export const formatShare = (share: number | undefined, digits = 3): string =>
  share === undefined ? '' : share.toFixed(digits).replace(/^0/, '');
