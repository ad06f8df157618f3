/**
 * What stands on a page beside its article: consent dialogs, newsletter boxes, readers' comments, teasers of other articles.
 * Told by role, by names of classes and ids, and by content; a box that holds the page's heading or most of its text stays.
 */
import { defaultTreeAdapter } from 'parse5';
import { oneLine } from '../title.js';
import { attributeOf, elementsIn, type HtmlDocument, type HtmlElement, nodesIn, textOf } from './html-tree.js';

const word = (names: string) => new RegExp(`(?:^|[\\s_-])(?:${names})(?=$|[\\s_-])`, 'i');

/** Vendors of consent dialogs, and how sites name their own. */
const CONSENT_NAME = word(
  'cookies?|cookie\\w*|eu-cookie-law|consent\\w*|gdpr|dsgvo|rgpd|lgpd|ccpa|onetrust|ot-sdk|cmp\\w*|cookiebot|cybot\\w*|didomi|qc-cmp\\w*|usercentrics|uc-banner|truste|trustarc|sp_message|iubenda|borlabs|klaro|osano|termly|privacy-?(?:notice|banner|bar|popup|modal|dialog)',
);
const CONSENT_TEXT = /cookie|consent|privacy|gdpr|dsgvo|rgpd|datenschutz|confidentialit|privacidad/i;
const COOKIES_USED =
  /\bcookies?\b[\s\S]{0,300}\b(?:agree|accept|consent|allow|preferences|polic(?:y|ies)|settings|opt out|zustimm\w*|akzeptier\w*|einverstanden|accepte\w*|acept\w*|accett\w*|aceit\w*|akkoord|godkänn\w*)|\b(?:use|uses|using|store|stores|verwende[nt]|nutz[et]n?|utilis\w+|utiliz\w+|usa|usamos|gebruikt|använder)\b[\s\S]{0,80}\bcookies?\b/i;
const NEWSLETTER_NAME = word(
  'news-?letters?\\w*|subscri\\w*|sign-?up|mailing-?list|mc_embed\\w*|mailchimp|opt-?in|paywall',
);
const NEWSLETTER_TEXT = /newsletter|subscri|inbox|e-?mail|sign up|abonn|anmeld|inscri|suscri/i;
const COMMENTS_NAME = word(
  'comments?|commentlist|comment(?:area|section)s?|disqus\\w*|fb-comments|respond|replies|reader-comments|user-comments|discussion',
);
const TEASERS_NAME = word(
  'related\\w*|recommend\\w*|recirc\\w*|more-(?:stories|news|articles|from)|most-(?:read|popular|viewed)|trending|popular-posts|read-next|up-next|sidebar|side-bar|teasers?|promo\\w*|outbrain\\w*|taboola\\w*|jp-relatedposts|crp_related|share-?(?:buttons|bar|tools)|social-?(?:share|links|media)|breadcrumbs?',
);
/** "has-sidebar" and "page-with-comments" say what the box around the article is like. */
const ABOUT_LAYOUT = /(?:^|(?<=\s))(?:\S+[-_])?(?:has|no|with|without|is|show|hide|single|left|right|both)[-_]\S+/gi;

const MAX_CONSENT_CHARS = 6_000;
const MAX_PLAIN_CONSENT_CHARS = 1_200;
const MAX_NEWSLETTER_CHARS = 1_000;
/** A box with more of the page's text than this is the page; comments and teasers may well be longer than a short article. */
const MAX_DIALOG_SHARE = 0.6;
const MAX_SHARE = 0.85;
/** Without a text that is read (data blocks are scripts too); menus and controls are none of any article. */
const UNREAD =
  /^(?:script|style|noscript|template|svg|math|iframe|object|canvas|audio|video|link|meta|nav|button|input|select|textarea)$/;
const TELLING = /^(?:id|class|role|aria-modal|itemprop|itemtype)$/;
const BOX = /^(?:div|section|aside|form|dialog|ul|ol|li|p|header|footer|nav|table|article|span|details)$/;

/** Takes it out of the tree, and says whether a notice about cookies was among it. */
export function removeBesideArticle(page: HtmlDocument): { hadConsent: boolean } {
  const whole = textOf(bodyOf(page) ?? page);
  const context = { chars: oneLine(whole).length, hasCookies: /cookie/i.test(whole), heading: headingOf(page) };
  let hadConsent = false;
  for (const element of elementsIn(page)) {
    const mayTell =
      context.hasCookies || element.tagName === 'dialog' || element.attrs.some(({ name }) => TELLING.test(name));
    const kind = mayTell && BOX.test(element.tagName) ? kindOf(element, context) : undefined;
    if (kind === 'consent') hadConsent = true;
    if (kind) defaultTreeAdapter.detachNode(element);
  }
  return { hadConsent };
}

/** Undefined for a page of frames. */
export const bodyOf = (page: HtmlDocument): HtmlElement | undefined =>
  [...elementsIn(page)].find(({ tagName }) => tagName === 'body');

/** Whether all that a body says is a notice about cookies. */
export const isConsentAlone = (body: HtmlElement) => isPlainConsent(body, oneLine(textOf(body)));

/** Takes out what is no text of any article, which only costs time from here on. */
export function removeUnread(page: HtmlDocument): void {
  for (const node of nodesIn(page))
    if (node.nodeName === '#comment' || (UNREAD.test(node.nodeName) && !holdsArticle(node as HtmlElement)))
      defaultTreeAdapter.detachNode(node as HtmlElement);
}

/** `page` tells how long its text is, whether it speaks of cookies at all, and its heading. */
function kindOf(
  element: HtmlElement,
  page: { chars: number; hasCookies: boolean; heading: HtmlElement | undefined },
): 'consent' | 'other' | undefined {
  const name = nameOf(element);
  const role = attributeOf(element, 'role') ?? '';
  const isDialog =
    element.tagName === 'dialog' || /^(?:alert)?dialog$/.test(role) || attributeOf(element, 'aria-modal') === 'true';
  const isNamed = CONSENT_NAME.test(name);
  const mayBe =
    isDialog || isNamed || NEWSLETTER_NAME.test(name) || COMMENTS_NAME.test(name) || TEASERS_NAME.test(name);
  if (!mayBe && !(page.hasCookies && isLeafBox(element))) return undefined;
  const text = oneLine(textOf(element));
  if (!mayBe) return isPlainConsent(element, text) ? 'consent' : undefined;
  if (holdsArticle(element, page.heading)) return undefined;
  if (
    (isNamed || isDialog) &&
    text.length <= MAX_CONSENT_CHARS &&
    CONSENT_TEXT.test(text) &&
    (isDialog || COOKIES_USED.test(text))
  )
    return 'consent';
  if (isNamed && text === '') return 'consent';
  if (text.length > page.chars * MAX_SHARE) return undefined;
  if (isDialog && text.length <= page.chars * MAX_DIALOG_SHARE) return 'other';
  if (NEWSLETTER_NAME.test(name) && text.length <= MAX_NEWSLETTER_CHARS && NEWSLETTER_TEXT.test(text)) return 'other';
  if (COMMENTS_NAME.test(name) || /comment$/i.test(attributeOf(element, 'itemtype') ?? '')) return 'other';
  return TEASERS_NAME.test(name) ? 'other' : undefined;
}

function nameOf(element: HtmlElement): string {
  const names = [
    attributeOf(element, 'id') ?? '',
    attributeOf(element, 'class') ?? '',
    attributeOf(element, 'itemprop') ?? '',
  ].join(' ');
  return names.replace(/([a-z])([A-Z])/g, '$1-$2').replace(ABOUT_LAYOUT, ' ');
}

/** Only such boxes are looked at for their text alone, so that every text is looked at a few times and not once a level. */
function isLeafBox(element: HtmlElement): boolean {
  if (!/^(?:div|section|aside|form|p|footer)$/.test(element.tagName)) return false;
  let boxes = 0;
  for (const inner of elementsIn(element))
    if (/^(?:div|section|aside|article|table|main)$/.test(inner.tagName) && ++boxes > 4) return false;
  return true;
}

/** A notice without a telling name: short, about the use of cookies, with something to press. */
function isPlainConsent(element: HtmlElement, text: string): boolean {
  if (text.length > MAX_PLAIN_CONSENT_CHARS || !COOKIES_USED.test(text) || holdsArticle(element)) return false;
  for (const inner of elementsIn(element))
    if (
      (/^(?:button|input)$/.test(inner.tagName) || attributeOf(inner, 'role') === 'button' || inner.tagName === 'a') &&
      /\b(?:accept|agree|allow|got it|ok(?:ay)?|close|reject|decline|understood?|zustimmen|akzeptieren|verstanden|accepter|aceptar|accetta|aceitar|akkoord)\b/i.test(
        `${textOf(inner)} ${attributeOf(inner, 'value') ?? ''}`,
      )
    )
      return true;
  return false;
}

/** Whether the page's heading or main part is in it; a comment may be an <article> too, and so may a teaser. */
function holdsArticle(element: HtmlElement, heading?: HtmlElement): boolean {
  for (const inner of elementsIn(element)) if (inner === heading || /^(?:h1|main)$/.test(inner.tagName)) return true;
  return false;
}

/** Where there is no <h1>, the heading that the window's title begins with. */
function headingOf(page: HtmlDocument): HtmlElement | undefined {
  let title = '';
  for (const element of elementsIn(page)) {
    if (element.tagName === 'title') title ||= oneLine(textOf(element));
    if (!/^h[2-6]$/.test(element.tagName)) continue;
    const text = oneLine(textOf(element));
    if (text !== '' && title.startsWith(text)) return element;
  }
  return undefined;
}
