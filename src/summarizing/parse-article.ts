/** An article taken apart for summaries: sentences, their content terms, who speaks, and which of them are prose. */
import type { Sentence, Structure } from '../core/types.js';
import type { ArticleMeta, StoredBody } from '../index/stored-article.js';
import { type Attribution, attributeSpeakers } from '../retrieval/speakers/attribute.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { Outline } from '../text/outline.js';
import { readableText } from '../text/readable-text.js';
import { splitBody } from '../text/split-body.js';
import { isCapitalised, isStopTerm, type Token, tokenize } from '../text/tokenize.js';
import { markProse } from './prose.js';

export interface ParsedArticle {
  meta: ArticleMeta;
  body: string;
  structure?: Structure;
  /** The body as it is read. */
  text: string;
  sentences: Sentence[];
  tokens: Token[][];
  /** Content terms of each sentence. */
  terms: Set<string>[];
  attributions: (Attribution | undefined)[];
  /** Numbers of the sentences that are prose, in order; all where none is. */
  prose: number[];
  /** Where the sentences stand, if it has a structure. */
  outline?: Outline;
}

/** Reads at most about `maxChars` of the body, up to a sentence's end. */
export function parseArticle(
  meta: ArticleMeta,
  { body, structure }: StoredBody,
  maxChars = Number.POSITIVE_INFINITY,
): ParsedArticle {
  const text = readableText(body, structure);
  const language = tellLanguage(text);
  const isCut = body.length > maxChars;
  const all = splitBody(text, structure, isCut ? maxChars : body.length, language);
  const sentences = isCut && all.length > 1 ? all.slice(0, -1) : all;
  const tokens = sentences.map(({ start, end }) => tokenize(text, start, end, language));
  const outline = structure && new Outline(sentences, structure);
  let attributions: ParsedArticle['attributions'] | undefined;
  return {
    meta,
    body,
    ...(structure && { structure }),
    text,
    sentences,
    tokens,
    terms: tokens.map((list) => new Set(list.map(({ term }) => term).filter((term) => !isStopTerm(term)))),
    // Made when asked for: of a period's hundreds of articles a dozen are quoted.
    get attributions() {
      return (attributions ??= attributeSpeakers(text, sentences, tokens).map((attribution, i) =>
        attribution && speaksOfThemselves(text, tokens[i], attribution) ? undefined : attribution,
      ));
    },
    ...(outline && { outline }),
    prose: markProse(text, sentences, tokens, outline),
  };
}

/**
 * Whether the sentence names its supposed speaker. Nobody calls themselves by name, so the speaker was carried on too
 * far.
 */
function speaksOfThemselves(text: string, tokens: Token[], { isNamedHere, speaker }: Attribution): boolean {
  if (isNamedHere) return false;
  const last = tokenize(speaker.name).at(-1)?.term;
  return tokens.some((token) => token.term === last && isCapitalised(text, token));
}
