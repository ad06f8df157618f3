/** "More on [2]": the sentences of an article that stand after a quote, or before it where the quote ends the article. */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Citation, Draft } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import { attributeSpeakers } from '../retrieval/speakers/attribute.js';
import { splitSentences } from '../text/split-sentences.js';
import { tokenize } from '../text/tokenize.js';

const MAX_SENTENCES = 4;

/** Undefined where the article is gone or has changed since it was quoted, and where the quote is all of it. */
export function createReadOn(index: SearchIndex) {
  return ({ articleId, quote, start, end }: Pick<Citation, 'articleId' | 'quote' | 'start' | 'end'>) =>
    index.read((snapshot): Draft | undefined => {
      const meta = snapshot.articleById(articleId);
      const body = meta && snapshot.body(meta);
      if (!meta || body?.slice(start, end) !== quote) return undefined;
      const sentences = splitSentences(body);
      const tokens = sentences.map((sentence) => tokenize(body, sentence.start, sentence.end));
      const attributions = attributeSpeakers(body, sentences, tokens);
      const article = { meta, body, sentences, tokens };
      const all = sentences.map(
        (sentence, number): Quotable => ({
          ...sentence,
          article,
          number,
          matched: new Set(),
          attribution: attributions[number],
        }),
      );
      const after = all.filter((sentence) => sentence.start >= end).slice(0, MAX_SENTENCES);
      const before = all.filter((sentence) => sentence.end <= start).slice(-MAX_SENTENCES);
      const picked = after.length > 0 ? after : before;
      const draft = verifyDraft(draftSentences(picked), (id) => (id === articleId ? body : undefined));
      return draft.sentences.length > 0 ? { sentences: draft.sentences, citations: draft.citations } : undefined;
    });
}
