/** "More on [2]": the sentences of an article that stand after a quote, or before it where the quote ends the article. */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Citation, Draft } from '../answering/types.js';
import { standsIn, verifyDraft } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import { type ParsedArticle, parseArticle } from '../summarizing/parse-article.js';

const MAX_SENTENCES = 4;

type Cited = Pick<Citation, 'articleId' | 'field' | 'quote' | 'start' | 'end'>;

/** Undefined where the article is gone or has changed since it was quoted, and where the quote is all of it. */
export function createReadOn(index: SearchIndex) {
  return (cited: Cited) => index.read((snapshot) => readOn(snapshot, cited));
}

/** `isTold` knows sentences that were shown before; behind a headline stands the beginning. Undefined as for `createReadOn`. */
export function readOn(
  snapshot: Snapshot,
  cited: Cited,
  isTold: (sentence: Quotable) => boolean = () => false,
): Draft | undefined {
  const article = citedArticle(snapshot, cited);
  if (!article) return undefined;
  const { start, end } = cited.field === 'title' ? { start: 0, end: 0 } : cited;
  const all = quotableSentences(article).filter((sentence) => !isTold(sentence));
  const after = all.filter((sentence) => sentence.start >= end).slice(0, MAX_SENTENCES);
  const before = all.filter((sentence) => sentence.end <= start).slice(-MAX_SENTENCES);
  const picked = after.length > 0 ? after : before;
  const draft = verifyDraft(draftSentences(picked), (id) => (id === cited.articleId ? article : undefined));
  return draft.sentences.length > 0 ? { sentences: draft.sentences, citations: draft.citations } : undefined;
}

/** The article a quote was taken from, where the quote still stands in it. */
export function citedArticle(snapshot: Snapshot, cited: Cited): ParsedArticle | undefined {
  const meta = snapshot.articleById(cited.articleId);
  const content = meta && snapshot.content(meta);
  if (!content || !standsIn({ title: meta.title, body: content.body }, cited)) return undefined;
  return parseArticle(meta, content);
}

export const quotableSentences = (article: ParsedArticle): Quotable[] =>
  article.sentences.flatMap((sentence, number): Quotable | [] =>
    article.outline?.isLabel(number)
      ? []
      : { ...sentence, article, number, matched: new Set(), attribution: article.attributions[number] },
  );
