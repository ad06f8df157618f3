/**
 * Shorter excerpts of a long sentence: without its last clause, or from behind its "but". An excerpt keeps who speaks,
 * what is denied and what is limited, or it isn't offered. Each is a verbatim part of the article.
 */
import { leadingSpeaker, type Quotable } from '../answering/draft-sentences.js';
import type { Span } from '../core/types.js';
import type { Attribution } from '../retrieval/speakers/attribute.js';
import { trimEnd } from '../text/characters.js';
import { clauseSpans, cutToClause } from '../text/clauses.js';
import { QUOTE_MAX_CHARS } from '../text/split-sentences.js';
import { isCapitalised } from '../text/tokenize.js';
import { countWords } from './count-words.js';
import type { ParsedArticle } from './parse-article.js';
import { partToQuote, type QuotedPart } from './part-to-quote.js';

/** Shorter sentences, in words, aren't cut. */
const LONG_WORDS = 26;
const MIN_WORDS = 9;

/** Words that turn or limit a statement. A part that holds one is never cut off. */
const TURNING =
  /\b(?:not|never|no|none|nor|neither|without|cannot|hardly|barely|den(?:y|ies|ied|ying)|reject\w*|refus\w+|dismiss\w*|if|unless|until|although|though|but|except|only|may|might|could|would|allegedly|reportedly|alleg\w+|according|despite|pending|provided|however|rather|fail\w*|false\w*)\b|n['’]t\b/i;
const FINITE_SPEECH =
  /\b(?:said|says|told|tells|added|adds|wrote|writes|according|stated|claimed|claims|argued|argues|warned|warns|noted|notes|tweeted|testified|reported)\b/i;
/** First words of a tail that may be cut off at its comma, because the main clause stands without it. */
const TAIL =
  /^(?:which|where|who|whose|while|as|after|following|amid|when|saying|adding|telling|noting|citing|calling|arguing|urging|leading|killing|injuring|leaving|making|bringing|forcing|marking|prompting|sparking|raising|sending|causing|including|giving|allowing|putting)\b/i;
const BUT = /^(?:but|yet)\s+(?=(?:the|a|an|our|my|its?|\p{Lu}[\p{L}]+)\s)/u;
const NOT_ALONE = /\b(?:if|unless|although|though|not only|whether|when|because)\b/i;

/** A part of a sentence to quote. `isLossy`: it had to be cut although something of weight is lost. */
export interface Excerpt {
  quotable: Quotable;
  words: number;
  isWhole: boolean;
  isLossy: boolean;
}

/** The excerpts of a sentence that may be quoted, the longest first. */
export function excerptsOf(article: ParsedArticle, number: number, matched = new Set<string>()): Excerpt[] {
  const said = partToQuote(article, number);
  const make = (span: Span) => excerptOf(article, number, { said, span, matched });
  const { start, end } = said.span;
  if (end - start > QUOTE_MAX_CHARS) {
    const span = cutToClause(article.text, said.span, focusIn(article, number, matched), QUOTE_MAX_CHARS);
    return [make(span)];
  }
  const whole = make(said.span);
  if (whole.words < LONG_WORDS) return [whole];
  const shorter = [withoutTail(article, said.span), behindBut(article, number, said)].flatMap((span) => span ?? []);
  const offered = shorter.map(make).filter(({ isLossy, words }) => !isLossy && words >= MIN_WORDS);
  return [whole, ...offered];
}

/** The sentence in at most `maxWords` words, for a summary that has room for no more. */
export function squeeze(article: ParsedArticle, number: number, maxWords: number): Excerpt {
  const said = partToQuote(article, number);
  const matched = new Set<string>();
  let maxChars = Math.min(QUOTE_MAX_CHARS, said.span.end - said.span.start);
  for (;;) {
    const span = cutToClause(article.text, said.span, focusIn(article, number, matched), maxChars);
    const excerpt = excerptOf(article, number, { said, span, matched });
    if (excerpt.words <= maxWords || maxChars <= 1) return excerpt;
    maxChars = Math.floor(maxChars * 0.85);
  }
}

/** An excerpt; the speaker leads it where the name was cut off. */
function excerptOf(
  article: ParsedArticle,
  number: number,
  { said, span: { start, end }, matched }: { said: QuotedPart; span: Span; matched: Set<string> },
): Excerpt {
  const { text: body } = article;
  const isWhole = start === said.span.start && end === said.span.end;
  const attribution = said.attribution ?? attributionOfPart(article, number, { start, end });
  const before = body.slice(said.span.start, start).replace(/\b(?:but|yet)\s*$/, '');
  const cutOff = `${before} ${body.slice(end, said.span.end)}`;
  const speaker = leadingSpeaker({ article, attribution });
  const isSpeakerLost = attribution !== undefined && !attribution.isNamedHere && !speaker;
  return {
    quotable: { article, number, start, end, matched, attribution },
    words: countWords(body.slice(start, end)) + (speaker ? countWords(speaker.name) : 0),
    isWhole,
    isLossy: !isWhole && (TURNING.test(cutOff) || isSpeakerLost),
  };
}

function attributionOfPart(article: ParsedArticle, number: number, span: Span): Attribution | undefined {
  const attribution = article.attributions[number];
  if (!attribution?.isNamedHere) return attribution;
  const { terms } = attribution.speaker;
  const words = article.tokens[number].filter(({ term }) => terms.has(term));
  const names = words.filter((word) => isCapitalised(article.text, word));
  // "a defense official": a role may be all there is.
  const isNamedHere = (names.length > 0 ? names : words).some(
    ({ start, end }) => start >= span.start && end <= span.end,
  );
  return { ...attribution, isNamedHere };
}

function focusIn(article: ParsedArticle, number: number, matched: Set<string>): Span {
  const hit = article.tokens[number].find(({ term }) => matched.has(term));
  if (hit) return { start: hit.start, end: hit.end };
  const { start } = article.sentences[number];
  return { start, end: start + 1 };
}

/** "A rejected the claims" of "A rejected the claims, saying …". */
function withoutTail({ text: body }: ParsedArticle, { start, end }: Span): Span | undefined {
  const text = body.slice(start, end);
  let isQuoted = false;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === '“' || (text[i] === '"' && !isQuoted)) isQuoted = true;
    else if (text[i] === '”' || text[i] === '"') isQuoted = false;
    if (isQuoted || text[i] !== ',' || text[i + 1] !== ' ') continue;
    const tail = text.slice(i + 2);
    // A tail with another comma may hold the rest of the main clause.
    if (!TAIL.test(tail) || tail.includes(', ') || FINITE_SPEECH.test(tail)) continue;
    return { start, end: trimEnd(body, start, start + i) };
  }
  return undefined;
}

/** "our policy is …" of "We have good relations, but our policy is …", where a speaker leads it. */
function behindBut(article: ParsedArticle, number: number, said: QuotedPart): Span | undefined {
  const { text: body } = article;
  const inner = withoutOpeningQuote(body, said.span);
  for (const clause of clauseSpans(body, inner)) {
    const but = BUT.exec(body.slice(clause.start, clause.end));
    if (!but || NOT_ALONE.test(body.slice(said.span.start, clause.start))) continue;
    const span = { start: clause.start + but[0].length, end: said.span.end };
    const attribution = said.attribution ?? attributionOfPart(article, number, span);
    return leadingSpeaker({ article, attribution }) ? span : undefined;
  }
  return undefined;
}

/** The span inside the quotation marks that open it, where clauses are looked for. */
function withoutOpeningQuote(body: string, { start, end }: Span): Span {
  let from = start;
  while (from < end && /["“«]/.test(body[from])) from++;
  return { start: from, end };
}
