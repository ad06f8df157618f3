/** Test helper: pages as sites build them (page builders' nestings, banners, sidebars, comments, AMP, tables of layout), each with a known text. */
import { mulberry32 } from '../hostile-files.js';

export interface MadePage {
  html: string;
  /** The article's paragraphs, in order. */
  paragraphs: string[];
  /** Words that stand only beside the article. */
  beside: string[];
}

const PLACES = ['Lindholm', 'Varby', 'Ostmar', 'Kelso', 'Brennick', 'Tarvala', 'Sundvik', 'Mirefield'];
const SUBJECTS = [
  'The harbour office',
  'The town council',
  'The school board',
  'A court',
  'The water company',
  'The union',
];
const DEEDS = [
  'closed the old bridge',
  'raised the fares',
  'found a leak in the main pipe',
  'put off the vote',
  'sold the mill',
];
const REASONS = [
  'because the repairs would have cost more than a new one',
  'after three weeks of heavy rain',
  'although the neighbours had asked for more time',
  'since nobody had answered the letters of the spring',
];

/** The same seed makes the same page. `length` is the number of paragraphs; 2 make a short post. */
export function makePage(seed: number): MadePage {
  const random = mulberry32(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (share: number) => random() < share;
  const sentence = () => `${pick(SUBJECTS)} of ${pick(PLACES)} ${pick(DEEDS)} on Monday, ${pick(REASONS)}.`;
  const count = chance(0.2) ? 2 : 3 + Math.floor(random() * 8);
  const paragraphs = Array.from({ length: count }, (_, i) =>
    [sentence(), ...(chance(0.7) ? [sentence()] : []), `That is point ${i + 1} of ${seed}.`].join(' '),
  );
  const title = `${pick(PLACES)} ${pick(DEEDS)}`;
  const beside: string[] = [];
  const aside = (word: string, html: string) => {
    beside.push(word);
    return html.replaceAll('WORD', word);
  };

  const unclosed = chance(0.15);
  const upper = chance(0.1);
  const text = paragraphs.map((one) => (unclosed ? `<p>${one}` : `<p>${one}</p>`)).join('\n');
  const nest = (html: string, depth: number): string =>
    depth === 0
      ? html
      : `<div class="${pick(['vc_row wpb_row', 'elementor-widget-wrap', 'et_pb_text_inner', 'col-12', 'grid has-sidebar'])}">${nest(html, depth - 1)}</div>`;
  const head = chance(0.8) ? `<h1>${title}</h1>` : `<h2 class="entry-title">${title}</h2>`;
  const articles: (() => string)[] = [
    () => `<article>${head}${text}</article>`,
    () => `<main><div class="post">${head}<div class="entry-content">${nest(text, 6)}</div></div></main>`,
    () => nest(`${head}<div itemprop="articleBody">${text}</div>`, 12),
    () => `<table width="100%"><tr><td width="150"><a href="/">Home</a></td><td>${head}${text}</td></tr></table>`,
    () => `<div id="content"><section class="story">${head}<div class="story-body">${text}</div></section></div>`,
    () => `<div class="page-with-comments no-sidebar">${head}${text}</div>`,
  ];
  const before: string[] = [];
  const after: string[] = [];
  if (chance(0.7))
    before.push('<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>');
  if (chance(0.6))
    pick([before, after]).push(
      aside(
        'zookie',
        pick([
          '<div id="onetrust-consent-sdk"><div role="dialog">We use cookies and WORD files to improve your visit. <button>Accept all</button></div></div>',
          '<div class="cookie-notice">This site uses cookies. By going on you agree to WORD. <a href="/c">Cookie policy</a></div>',
          '<div><p>We use cookies for WORD statistics.</p><button>Accept</button><button>Reject</button></div>',
        ]),
      ),
    );
  if (chance(0.5))
    after.push(
      aside(
        'quaggle',
        `<div class="sidebar">${'<div class="teaser"><h3>WORD wins again</h3><time datetime="2024-01-01">1 January</time><p>More on WORD.</p></div>'.repeat(4)}</div>`,
      ),
    );
  if (chance(0.5))
    after.push(
      aside(
        'frobber',
        `<section id="comments" class="comments-area">${'<article class="comment"><time datetime="2024-02-02">2 February</time><p>I think WORD is right about this one, as ever.</p></article>'.repeat(3)}</section>`,
      ),
    );
  if (chance(0.4))
    after.push(
      aside(
        'plinth',
        '<div class="newsletter-signup"><p>Get WORD in your inbox.</p><form><input type="email"><button>Sign up</button></form></div>',
      ),
    );
  if (chance(0.6)) after.push('<footer>Imprint, all rights reserved.</footer>');
  const isAmp = chance(0.1);
  const opening = pick([
    '<!doctype html>',
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd">',
    '',
    '\ufeff<!-- made by hand --><!doctype html>',
  ]);
  const body = `${before.join('\n')}${pick(articles)()}${after.join('\n')}`;
  const script = '<script>document.write("<p>no</p>")</script><style>p{color:red}</style>';
  let html = `${opening}<html${isAmp ? ' amp' : ''}><head><title>${title} - Daily</title>${script}</head><body class="cookie-bar-shown">${body}</body></html>`;
  if (chance(0.1)) html = html.replace(/<\/?body[^>]*>|<\/html>/g, '');
  if (upper) html = html.replace(/<\/?[a-z][a-z0-9]*/g, (tag) => tag.toUpperCase());
  return { html, paragraphs, beside };
}
