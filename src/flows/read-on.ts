/** "More on [2]": the sentences of an article that stand after a quote, or before it where the quote ends the article. */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Citation, Draft } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import { parseArticle } from '../summarizing/parse-article.js';

const MAX_SENTENCES = 4;

/** Undefined where the article is gone or has changed since it was quoted, and where the quote is all of it. */
export function createReadOn(index: SearchIndex) {
  return ({ articleId, quote, start, end }: Pick<Citation, 'articleId' | 'quote' | 'start' | 'end'>) =>
    index.read((snapshot): Draft | undefined => {
      const meta = snapshot.articleById(articleId);
      const article = meta && parseArticle(meta, snapshot.content(meta));
      if (article?.body.slice(start, end) !== quote) return undefined;
      const all = article.sentences.flatMap((sentence, number): Quotable | [] =>
        article.outline?.isLabel(number)
          ? []
          : { ...sentence, article, number, matched: new Set(), attribution: article.attributions[number] },
      );
      const after = all.filter((sentence) => sentence.start >= end).slice(0, MAX_SENTENCES);
      const before = all.filter((sentence) => sentence.end <= start).slice(-MAX_SENTENCES);
      const picked = after.length > 0 ? after : before;
      const draft = verifyDraft(draftSentences(picked), (id) => (id === articleId ? article : undefined));
      return draft.sentences.length > 0 ? { sentences: draft.sentences, citations: draft.citations } : undefined;
    });
}
