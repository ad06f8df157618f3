/** The quotes of one article where they stand: within the sentences beside them, in the article's order. */

import type { Citation } from '../answering/types.js';
import { standsIn } from '../answering/verify.js';
import type { Span } from '../core/types.js';
import type { Snapshot } from '../index/snapshot.js';
import type { StoredBody } from '../index/stored-article.js';
import { blockAt, headingsAbove } from '../text/as-shown.js';
import { splitSentences } from '../text/split-sentences.js';

/** How far around a quote its neighbouring sentences are looked for. */
const REACH_CHARS = 1200;
/** The first sentences that stand for an article of which only the headline is quoted. */
const FIRST_SENTENCES = 2;

/** A verbatim piece of an article; the pieces of a run follow each other without a gap. */
export interface Piece {
  text: string;
  isQuote: boolean;
}

export interface QuotesInPlace {
  /** Runs that stand apart in the article. */
  runs: Piece[][];
  /** The headings above the first quote, the outermost first, without one that is the title. */
  under?: string[];
  /** False where the article has changed since it was quoted, or is gone; then each quote is a run. */
  isCurrent: boolean;
}

type Quoted = Pick<Citation, 'articleId' | 'field' | 'quote' | 'start' | 'end'>;

/** `citations` are of one article, at least one. Of a quoted headline the article's first sentences are shown. */
export function quotesInPlace(snapshot: Snapshot, citations: readonly Quoted[]): QuotesInPlace {
  const article = snapshot.articleById(citations[0].articleId);
  const content = article && snapshot.content(article);
  const body = content?.body;
  const quoted = citations.filter(({ field }) => field === 'body');
  const now = article && content && { title: article.title, body: content.body };
  const isCurrent = citations.every((cited) => standsIn(now, cited));
  if (!isCurrent || !content || body === undefined)
    return { runs: quoted.map(({ quote }) => [{ text: quote, isQuote: true }]), isCurrent: false };
  if (quoted.length === 0) return { runs: beginning(content), isCurrent };
  const quotes = mergeSpans(quoted, 0);
  const runs = mergeSpans(
    quotes.map((quote) => withNeighbours(content, quote)),
    1,
  );
  const under = headingsAbove(content, quotes[0].start).filter((heading) => heading !== article?.title);
  return { runs: runs.map((run) => piecesOf(body, run, quotes)), isCurrent, ...(under.length > 0 && { under }) };
}

function beginning({ body, structure }: StoredBody): Piece[][] {
  const { blocks } = structure ?? {};
  const prose = blocks?.find(({ kind }) => kind === 'paragraph') ?? { start: 0, end: body.length };
  const end = Math.min(prose.end, prose.start + REACH_CHARS);
  const first = splitSentences(body, prose.start, end).slice(0, FIRST_SENTENCES);
  return first.length === 0 ? [] : [[{ text: body.slice(first[0].start, first.at(-1)!.end), isQuote: false }]];
}

/** Spans in order; those that overlap or are at most `gap` characters apart become one. */
function mergeSpans(spans: readonly Span[], gap: number): Span[] {
  const all: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && start <= last.end + gap) last.end = Math.max(last.end, end);
    else all.push({ start, end });
  }
  return all;
}

/** A quote with the sentence before it and the one after it, which are of the same block where the article has blocks. */
function withNeighbours({ body, structure }: StoredBody, { start, end }: Span): Span {
  const around = (structure && blockAt(structure, start)) ?? { start: 0, end: body.length };
  const before = splitSentences(body, Math.max(around.start, start - REACH_CHARS), start).at(-1);
  const after = splitSentences(body, end, Math.min(Math.max(end, around.end), end + REACH_CHARS))[0];
  return { start: before?.start ?? start, end: after?.end ?? end };
}

function piecesOf(body: string, run: Span, quotes: Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = run.start;
  const add = (end: number, isQuote: boolean) => {
    if (end > at) pieces.push({ text: body.slice(at, end), isQuote });
    at = end;
  };
  for (const quote of quotes.filter(({ start, end }) => start >= run.start && end <= run.end)) {
    add(quote.start, false);
    add(quote.end, true);
  }
  add(run.end, false);
  return pieces;
}
