/** The reading page of an article, and the page that stands for all that isn't there. */
import { html, raw } from 'hono/html';
import { formatDate, parseIsoMs } from '../../core/dates.js';
import { safeUrl } from '../../core/safe-url.js';
import type { Span } from '../../core/types.js';
import type { WholeArticle } from '../../flows/whole-article.js';
import { articleHtml, printable } from './article-html.js';
import { STYLE } from './style.js';

const frame = (title: string, content: ReturnType<typeof html>) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${printable(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<style>${raw(STYLE)}</style>
</head>
<body>
${content}
</body>
</html>
`;

const CHANGED = 'The article has changed since it was quoted: the quote is no longer there word for word.';

/** `quote` is the place of the quoted words, `gone` where they stand no longer there. */
export function readingPage(article: WholeArticle, quote: Span | 'gone' | undefined) {
  const { title, source, publishedAt, url } = article;
  const address = safeUrl(url);
  const about = [source && html`<bdi>${printable(source)}</bdi>`, publishedAt && dateHtml(publishedAt)].filter(Boolean);
  return frame(
    title,
    html`<header>
<h1 dir="auto">${printable(title)}</h1>
${about.length > 0 ? html`<p class="about">${about.flatMap((part, i) => (i > 0 ? [' · ', part] : [part]))}</p>` : ''}
${address ? html`<p class="about"><a href="${address}" rel="noopener noreferrer nofollow">The original at ${new URL(address).hostname}</a></p>` : ''}
</header>
<main>
${quote === 'gone' ? html`<p class="note" role="note">${CHANGED}</p>` : ''}
<article lang="">
${articleHtml({ ...article, ...(quote && quote !== 'gone' && { quote }) }).map(
  (block) => html`${block}
`,
)}
</article>
</main>
<footer>Footnote shows its own copy of the article, as it was when it was last read.</footer>`,
  );
}

function dateHtml(publishedAt: string) {
  const isDate = parseIsoMs(publishedAt) !== undefined;
  return isDate
    ? html`<time datetime="${printable(publishedAt)}">${formatDate(publishedAt)}</time>`
    : html`${printable(publishedAt)}`;
}

export const missingPage = () =>
  frame(
    'Not here',
    html`<header>
<h1>This page isn’t here</h1>
</header>
<main>
<p>The link isn’t complete, or what it led to is no longer shown.</p>
</main>`,
  );
