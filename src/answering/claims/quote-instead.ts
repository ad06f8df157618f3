/** What an article says itself, in the place of a sentence of a model that falls. */
import type { Span } from '../../core/types.js';
import { cutToClause } from '../../text/clauses.js';
import { QUOTE_MAX_CHARS } from '../../text/split-sentences.js';
import { citationOf, isName } from '../draft-sentences.js';
import { type CitedSentence, quotePart } from './cite.js';
import { pointsBack } from './hanging.js';
import type { Offer, OfferedSentence } from './offer.js';
import { type Claim, contentOf, type Support } from './supports.js';
import type { Word } from './words.js';

/** How much of what a claim says a sentence must hold to be on the matter: words weigh by how rare they are. */
const SHARE_ON_THE_MATTER = 0.5;
/** So many of its words beside names must be there, for a name alone is no matter. */
const FEWEST_WORDS = 2;

/** The sentence that is most on the matter of the claim, as an extractive answer gives it; undefined where none is. */
export function quoteInstead(claim: Claim, offer: Offer): CitedSentence | undefined {
  const words = contentOf(claim);
  const weights = new Map(words.map(({ term }) => [term, weigh(term, offer)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const scored = candidates(words, offer)
    .map((support) => ({ support, score: sum(support, weights) }))
    .filter(({ support, score }) => score >= total * SHARE_ON_THE_MATTER && countWords(support, words) >= FEWEST_WORDS)
    .sort((a, b) => b.score - a.score);
  for (const { support } of scored) {
    const quote = quoteOf(support);
    if (quote) return quote;
  }
  return undefined;
}

/** What stands in every other sentence tells little of what one is about. */
const weigh = (term: string, { sentences, postings }: Offer) => {
  const held = new Set(postings.get(term)?.map(({ sentence }) => sentence)).size;
  return Math.log(1 + sentences.length / Math.max(1, held));
};

function candidates(words: Word[], { sentences, postings, contents }: Offer): Support[] {
  const terms = new Set(words.map(({ term }) => term));
  const places = new Set([...terms].flatMap((term) => postings.get(term)?.map(({ sentence }) => sentence) ?? []));
  return [...places]
    .sort((a, b) => a - b)
    .map((place) => ({
      sentence: sentences[place],
      content: contents[place],
      taken: new Set(contents[place].flatMap(({ term }, at) => (terms.has(term) ? at : []))),
    }));
}

function sum({ content, taken }: Support, weights: Map<string, number>): number {
  const terms = new Set([...taken].map((place) => content[place].term));
  return [...terms].reduce((total, term) => total + (weights.get(term) ?? 0), 0);
}

/** Words of the claim that the sentence holds, names aside. */
const countWords = ({ content }: Support, words: Word[]) =>
  words.filter(({ term, isCapitalised }) => !isCapitalised && content.some((word) => word.term === term)).length;

/**
 * The article's sentence, led, where it says only "he", by who that is. One that says only "it" or "this" brings
 * the sentence before along; undefined where there is none that tells who or what is meant.
 */
function quoteOf({ sentence, content, taken }: Support): CitedSentence | undefined {
  const { article, number } = sentence;
  const quote = quotePart(sentence, content, taken);
  const attribution = article.attributions[number];
  const speaker =
    attribution && !attribution.isNamedHere && isName(attribution.speaker.name) ? attribution.speaker : undefined;
  const before = !speaker && pointsBack(quote.quote) ? standingAlone(sentence) : undefined;
  if (!speaker && pointsBack(quote.quote) && !before) return undefined;
  const shown = [...(before ? [citationOf(article, before)] : []), quote].map(
    (citation) => citation.shown ?? citation.quote,
  );
  const text = shown.join(' ');
  const naming = speaker && article.sentences[speaker.namedIn];
  return {
    text: speaker ? `${speaker.name}: ${text}` : text,
    citations: [
      quote,
      ...[before, naming && short(article.text, naming, speaker.span)].flatMap((span) =>
        span ? citationOf(article, span) : [],
      ),
    ],
  };
}

/** The sentence before, where it needs no other one. */
function standingAlone({ article: { text: body, sentences }, number }: OfferedSentence): Span | undefined {
  const before = sentences[number - 1];
  if (!before || before.end - before.start > QUOTE_MAX_CHARS) return undefined;
  const text = body.slice(before.start, before.end);
  return pointsBack(text) || SAYS_PRONOUN_EARLY.test(text) || /^[#>*-]/.test(text) ? undefined : before;
}

const SAYS_PRONOUN_EARLY = /^(?:\S+\s+){0,4}(?:he|she|it|they)\b/i;

const short = (body: string, span: Span, focus: Span): Span =>
  span.end - span.start <= QUOTE_MAX_CHARS ? span : cutToClause(body, span, focus, QUOTE_MAX_CHARS);
