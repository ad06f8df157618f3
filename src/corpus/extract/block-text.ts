/** The text of a DOM tree as people see it: blocks apart by line breaks, white space collapsed. textContent would glue paragraphs. */

import type { DomNode } from './dom.js';

const TEXT_NODE = 3;
const words = (names: string) => new Set(names.split(' '));
const PARAGRAPHS = words(
  'P DIV SECTION ARTICLE H1 H2 H3 H4 H5 H6 UL OL TABLE BLOCKQUOTE PRE FIGURE FIGCAPTION HEADER FOOTER MAIN DL HR ASIDE NAV ADDRESS FORM FIELDSET DETAILS SUMMARY CENTER',
);
const LINES = words('LI TR DT DD BR OPTION');
const CELLS = words('TD TH');
const INVISIBLE = words(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG MATH HEAD IFRAME OBJECT CANVAS AUDIO VIDEO SELECT BUTTON TEXTAREA',
);
const AROUND_ARTICLES = words('NAV ASIDE FOOTER FORM');

/** The visible text under `root`; `withoutFrame` leaves out navigation, asides, forms and footers. Iterative: depth is no limit. */
export function blockText(root: DomNode, withoutFrame = false): string {
  const parts: string[] = [];
  /** What stands between the last text and the next: the strongest break asked for. */
  let gap = '';
  const ask = (wanted: string) => {
    if (wanted.length > gap.length || (wanted.startsWith('\n') && gap === ' ')) gap = wanted;
  };
  const breakFor = (name: string) => {
    if (PARAGRAPHS.has(name)) ask('\n\n');
    else if (LINES.has(name)) ask('\n');
    else if (CELLS.has(name)) ask(' ');
  };
  let node: DomNode | null = root;
  while (node) {
    const name: string = node.nodeName.toUpperCase();
    if (node.nodeType === TEXT_NODE) {
      const value = node.nodeValue ?? '';
      const text = value.replace(/\s+/g, ' ').trim();
      if (/^\s/.test(value)) ask(' ');
      if (text) {
        parts.push(parts.length > 0 ? gap : '', text);
        gap = '';
      }
      if (text && /\s$/.test(value)) ask(' ');
    } else breakFor(name);
    const isHidden = INVISIBLE.has(name) || (withoutFrame && AROUND_ARTICLES.has(name));
    if (node.firstChild && !isHidden) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) breakFor(node.nodeName.toUpperCase());
    }
    node = !node || node === root ? null : node.nextSibling;
  }
  return parts.join('');
}
