/** A page's tree as a document that Readability can work on and take apart (linkedom). */
import { parseHTML } from 'linkedom';
import type { DomDocument } from './dom.js';
import { type HtmlDocument, type HtmlNode, isElement } from './html-tree.js';

/** linkedom's nodes, as far as they are built here. */
interface Built {
  appendChild(child: Built): void;
  setAttribute(name: string, value: string): void;
  remove(): void;
}
interface Builder extends DomDocument {
  documentElement: Built;
  createElement(name: string): Built;
  createTextNode(text: string): Built;
}

const NAME = /^[a-z][\w.-]*$/i;
const ATTRIBUTE = /^[a-z_][\w.:-]*$/i;

/** Elements and texts alone, comments left out. The depth was checked when the page was read, so recursion is safe. */
export function toDom(page: HtmlDocument): DomDocument {
  const document = parseHTML('<html></html>').document as unknown as Builder;
  document.documentElement.remove();
  build(document, page, document as unknown as Built);
  return document;
}

function build(document: Builder, from: HtmlNode, to: Built): void {
  if (!('childNodes' in from)) return;
  for (const node of from.childNodes) {
    if (node.nodeName === '#text' && 'value' in node) to.appendChild(document.createTextNode(node.value));
    if (!isElement(node)) continue;
    const element = document.createElement(NAME.test(node.tagName) ? node.tagName : 'span');
    for (const { name, value } of node.attrs) if (ATTRIBUTE.test(name)) element.setAttribute(name, value);
    build(document, node, element);
    to.appendChild(element);
  }
}
