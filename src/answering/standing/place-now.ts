/** Where an article says now what a quote said: at the same words anywhere in it, or in the sentences that took its place. */
import type { Span } from '../../core/types.js';
import type { EvidenceArticle } from '../../retrieval/find-evidence.js';
import { asShown } from '../../text/as-shown.js';
import { wordsIn } from '../claims/words.js';
import { evenOut } from './wording.js';

/** An article as it is now. */
export type ArticleNow = Pick<EvidenceArticle, 'meta' | 'body' | 'structure' | 'text' | 'sentences'>;

/** So many sentences may say what one said before. */
const MOST_SENTENCES = 3;
/** Of what a quote says, rare words weighing more, its successor holds at least this share. */
const LEAST_SHARE = 0.5;
/** What a further sentence has to bring, as a share of what the quote says. */
const LEAST_GAIN = 0.1;
/** Letters and digits beside a quote make another word or number of its end: "to 5" isn't in "to 50". */
const WORD_BEFORE = /[\p{L}\p{N}]$|\p{N}[.,]$/u;
const WORD_BEHIND = /^[\p{L}\p{N}]|^[.,]\p{N}/u;

/** The place of the very quote that is nearest to where it stood; undefined where it stands nowhere. */
export function verbatimPlace(text: string, quote: string, stoodAt: number): number | undefined {
  let nearest: number | undefined;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    const isCut =
      (/^[\p{L}\p{N}]/u.test(quote) && WORD_BEFORE.test(text.slice(Math.max(0, at - 2), at))) ||
      (/[\p{L}\p{N}]$/u.test(quote) && WORD_BEHIND.test(text.slice(end, end + 3)));
    if (isCut) continue;
    if (nearest !== undefined && Math.abs(at - stoodAt) >= Math.abs(nearest - stoodAt)) break;
    nearest = at;
  }
  return nearest;
}

/** A run of sentences, and what people see of it. */
export interface Run {
  span: Span;
  text: string;
}

/** The sentences that hold most of what a quote says; undefined where none holds half of it. */
export function successorOf(article: ArticleNow, shown: string, stoodAt: number): Run | undefined {
  const sentences = readSentences(article);
  const terms = new Set(termsOf(shown));
  const weights = new Map(
    [...terms].map((term) => {
      const held = sentences.filter((sentence) => sentence.terms.has(term)).length;
      return [term, Math.log(1 + sentences.length / Math.max(1, held))];
    }),
  );
  const weigh = (held: Iterable<string>) => [...held].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
  const total = weigh(terms);
  let best: { from: number; to: number; score: number; away: number } | undefined;
  sentences.forEach(({ span }, from) => {
    const held = new Set<string>();
    for (let to = from; to < Math.min(sentences.length, from + MOST_SENTENCES); to++) {
      for (const term of sentences[to].terms) if (terms.has(term)) held.add(term);
      const score = weigh(held) - (to - from) * LEAST_GAIN * total;
      const away = Math.abs(span.start - stoodAt);
      if (!best || score > best.score || (score === best.score && away < best.away)) best = { from, to, score, away };
    }
  });
  if (!best || total === 0 || best.score < LEAST_SHARE * total) return undefined;
  const { from, to } = best;
  return {
    span: { start: sentences[from].span.start, end: sentences[to].span.end },
    text: sentences
      .slice(from, to + 1)
      .map(({ text }) => text)
      .join(' '),
  };
}

interface ReadSentence extends Run {
  terms: Set<string>;
}

/** Read once for all quotes of an article. */
const read = new WeakMap<ArticleNow, ReadSentence[]>();

function readSentences(article: ArticleNow): ReadSentence[] {
  const known = read.get(article);
  if (known) return known;
  const sentences = article.sentences.map((span) => {
    const { text } = asShown(article, span);
    return { span, text, terms: new Set(termsOf(text)) };
  });
  read.set(article, sentences);
  return sentences;
}

const termsOf = (text: string) =>
  wordsIn(evenOut(text))
    .filter(({ isContent }) => isContent)
    .map(({ term }) => term);
