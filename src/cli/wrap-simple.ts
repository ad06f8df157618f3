/**
 * Line breaks in text whose letters are all one column wide, as most answers' are. wrap-ansi knows the width of every script, and
 * costs twice what Node itself does to load: a tenth of the CPU of `footnote ask`.
 */

/** Words of Latin, Greek and Cyrillic letters, figures and the usual punctuation, each one column wide, with styles in them. */
const WORD =
  /^(?:[!-~\u00a1-\u00ac\u00ae-\u02af\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482\u048a-\u052f‐-–—‘’“”„…€]|\u001b\[\d+m)+$/;
/** Begins or ends a style, and those that end one. */
const STYLE = /\u001b\[\d+m/g;
const END = /\u001b\[(?:0|2\d|39|49)m/g;

/**
 * What wrap-ansi makes of it, lines of at most `columns`; undefined where only wrap-ansi can: another script, several blanks in a
 * row, a break within a style, a word that is too long for a line.
 */
export function wrapSimple(text: string, columns: number): string | undefined {
  let wrapped = '';
  let used = 0;
  let styles = 0;
  for (const word of text.split(' ')) {
    const width = word.replace(STYLE, '').length;
    if (!WORD.test(word) || width === 0 || width > columns) return undefined;
    const fits = used + 1 + width <= columns;
    if (wrapped === '') wrapped = word;
    else if (fits) wrapped += ` ${word}`;
    else if (styles > 0) return undefined;
    else wrapped += `\n${word}`;
    used = fits && used > 0 ? used + 1 + width : width;
    styles += count(word, STYLE) - 2 * count(word, END);
  }
  return wrapped;
}

const count = (word: string, codes: RegExp): number => word.match(codes)?.length ?? 0;
