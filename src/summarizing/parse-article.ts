/** An article taken apart for summaries: sentences, their content terms, who speaks, and which of them are prose. */
import type { Sentence } from '../core/types.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { type Attribution, attributeSpeakers } from '../retrieval/speakers/attribute.js';
import { splitSentences } from '../text/split-sentences.js';
import { isCapitalised, isStopTerm, type Token, tokenize } from '../text/tokenize.js';
import { markProse } from './prose.js';

export interface ParsedArticle {
  meta: ArticleMeta;
  body: string;
  sentences: Sentence[];
  tokens: Token[][];
  /** Content terms of each sentence. */
  terms: Set<string>[];
  attributions: (Attribution | undefined)[];
  /** Numbers of the sentences that are prose, in order; all where none is. */
  prose: number[];
}

/** Reads at most about `maxChars` of the body, up to a sentence's end. */
export function parseArticle(meta: ArticleMeta, body: string, maxChars = Number.POSITIVE_INFINITY): ParsedArticle {
  const isCut = body.length > maxChars;
  const all = splitSentences(body, 0, isCut ? maxChars : body.length);
  const sentences = isCut && all.length > 1 ? all.slice(0, -1) : all;
  const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
  let attributions: ParsedArticle['attributions'] | undefined;
  return {
    meta,
    body,
    sentences,
    tokens,
    terms: tokens.map((list) => new Set(list.map(({ term }) => term).filter((term) => !isStopTerm(term)))),
    // Made when asked for: of a period's hundreds of articles a dozen are quoted.
    get attributions() {
      return (attributions ??= attributeSpeakers(body, sentences, tokens).map((attribution, i) =>
        attribution && speaksOfThemselves(body, tokens[i], attribution) ? undefined : attribution,
      ));
    },
    prose: markProse(body, sentences, tokens),
  };
}

/**
 * Whether the sentence names its supposed speaker. Nobody calls themselves by name, so the speaker was carried on too
 * far.
 */
function speaksOfThemselves(body: string, tokens: Token[], { isNamedHere, speaker }: Attribution): boolean {
  if (isNamedHere) return false;
  const last = tokenize(speaker.name).at(-1)?.term;
  return tokens.some((token) => token.term === last && isCapitalised(body, token));
}
