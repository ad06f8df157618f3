/** A page as the HTML standard's own algorithm reads it (parse5): whatever a browser forgives is forgiven. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, parseFragment } from 'parse5';
import { Unreadable } from '../formats/format.js';
import { type CorpusLimits, formatCount } from '../limits.js';

export type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlDocument = DefaultTreeAdapterTypes.Document;

/** What a server says of itself before the page begins: "Warning: … on line 299". No part of any article. */
const SERVER_MESSAGE =
  /^(?:\s|<br\s*\/?>|<\/?b>|<\/?p>)*(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards|Fatal error|Parse error)\b/i;

/** Throws Unreadable for a page that would cost seconds and hundreds of megabytes as a tree: by its tags, or nested too deeply. */
export function parsePage(html: string, limits: Readonly<CorpusLimits>): HtmlDocument {
  checkTags(html, limits);
  return parse(withoutServerMessages(html), {
    scriptingEnabled: false,
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush(element: HtmlElement) {
        let depth = 0;
        for (let node: HtmlNode | null = element; node && 'parentNode' in node; node = node.parentNode) depth++;
        // Readability looks up from every paragraph, so its time grows with the square of the depth.
        if (depth > limits.maxHtmlDepth)
          throw new Unreadable(
            `The page is nested deeper than ${limits.maxHtmlDepth} levels, which no real page is; save its text alone.`,
          );
      },
    },
  });
}

function checkTags(html: string, limits: Readonly<CorpusLimits>): void {
  let tags = 0;
  for (const _tag of html.matchAll(/<[a-z/]/gi)) {
    if (++tags > limits.maxHtmlTags)
      throw new Unreadable(`The page has more than ${formatCount(limits.maxHtmlTags)} tags; save its text alone.`);
  }
}

function withoutServerMessages(html: string): string {
  const start = html.search(/<(?:!doctype|html)\b/i);
  return start > 0 && SERVER_MESSAGE.test(html) ? html.slice(start) : html.replace(/^\ufeff+/, '');
}

/** The elements under `root` in document order, it included where it is one. */
export function* elementsIn(root: HtmlNode): Generator<HtmlElement> {
  for (const node of nodesIn(root)) if (isElement(node)) yield node;
}

/** All nodes under `root` in document order, it first. What the caller detaches meanwhile is passed over with all under it. */
export function* nodesIn(root: HtmlNode): Generator<HtmlNode> {
  const stack: HtmlNode[] = [root];
  const isDetached = (node: HtmlNode) => node !== root && (node as { parentNode?: unknown }).parentNode === null;
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isDetached(node)) continue;
    yield node;
    if (!('childNodes' in node) || isDetached(node)) continue;
    for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push(node.childNodes[i]);
  }
}

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;

export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** What stands under a node, scripts and styles left out, with a space for every tag. */
export function textOf(root: HtmlNode): string {
  const parts: string[] = [];
  let endsInSpace = true;
  for (const node of nodesIn(root)) {
    if (node.nodeName === '#text') {
      const { value, parentNode } = node as DefaultTreeAdapterTypes.TextNode;
      if (value === '' || UNREAD_TEXT.has(parentNode?.nodeName ?? '')) continue;
      parts.push(value);
      endsInSpace = /\s/.test(value[value.length - 1]);
    } else if (isElement(node) && !endsInSpace) {
      parts.push(' ');
      endsInSpace = true;
    }
  }
  return parts.join('');
}

const UNREAD_TEXT = new Set(['script', 'style', 'noscript', 'template']);

/** The element itself and those around it, innermost first. */
export function* around(element: HtmlElement): Generator<HtmlElement> {
  for (let node: HtmlNode | null = element; node && isElement(node); node = node.parentNode) yield node;
}

/** Text with its character references read, once: "Ferry &amp; bus" is "Ferry & bus". Tags stay as they are. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const [area] = parseFragment(`<textarea> ${text.replaceAll('<', '&lt;')}`).childNodes;
  const [content] = area && isElement(area) ? area.childNodes : [];
  return content?.nodeName === '#text' ? (content as DefaultTreeAdapterTypes.TextNode).value.slice(1) : text;
}
