/**
 * Shorter forms of a long sentence: it without its last clause, or from behind its "but". A form keeps who speaks, what
 * is denied and what is limited, or it isn't offered. What it becomes is still a verbatim part of the article.
 */
import { leadingSpeaker, QUOTE_MAX_CHARS, type Quotable } from '../answering/draft-sentences.js';
import type { Span } from '../core/types.js';
import type { Attribution } from '../retrieval/speakers/attribute.js';
import { trimEnd } from '../text/characters.js';
import { clauseSpans, cutToClause } from '../text/clauses.js';
import { isCapitalised } from '../text/tokenize.js';
import { countWords } from './count-words.js';
import type { ReadArticle } from './read-article.js';
import { type Said, whatIsSaid } from './say.js';

/** Sentences below this are short enough. */
const LONG_WORDS = 26;
const MIN_WORDS = 9;

/** Words that turn or limit a statement; what holds one can't be left out. */
const TURNING =
  /\b(?:not|never|no|none|nor|neither|without|cannot|hardly|barely|den(?:y|ies|ied|ying)|reject\w*|refus\w+|dismiss\w*|if|unless|until|although|though|but|except|only|may|might|could|would|allegedly|reportedly|alleg\w+|according|despite|pending|provided|however|rather|fail\w*|false\w*)\b|n['’]t\b/i;
const FINITE_SPEECH =
  /\b(?:said|says|told|tells|added|adds|wrote|writes|according|stated|claimed|claims|argued|argues|warned|warns|noted|notes|tweeted|testified|reported)\b/i;
/** What may follow the comma at which a sentence is cut short; the main clause stands without it. */
const TAIL =
  /^(?:which|where|who|whose|while|as|after|following|amid|when|saying|adding|telling|noting|citing|calling|arguing|urging|leading|killing|injuring|leaving|making|bringing|forcing|marking|prompting|sparking|raising|sending|causing|including|giving|allowing|putting)\b/i;
const BUT = /^(?:but|yet)\s+(?=(?:the|a|an|our|my|its?|\p{Lu}[\p{L}]+)\s)/u;
const NOT_ALONE = /\b(?:if|unless|although|though|not only|whether|when|because)\b/i;

/** A part of a sentence to quote. `lossy` where it had to be cut though something of weight is lost. */
export interface Form {
  quotable: Quotable;
  words: number;
  isWhole: boolean;
  isLossy: boolean;
}

/** All forms of what a sentence says: the longest that may be quoted first. */
export function formsOf(article: ReadArticle, number: number, matched = new Set<string>()): Form[] {
  const said = whatIsSaid(article, number);
  const make = (span: Span) => formOf(article, number, { said, span, matched });
  const { start, end } = said.span;
  if (end - start > QUOTE_MAX_CHARS) {
    const span = cutToClause(article.body, said.span, focusIn(article, number, matched), QUOTE_MAX_CHARS);
    return [make(span)];
  }
  const whole = make(said.span);
  if (whole.words < LONG_WORDS) return [whole];
  const shorter = [withoutTail(article, said.span), behindBut(article, number, said)].flatMap((span) => span ?? []);
  const offered = shorter.map(make).filter(({ isLossy, words }) => !isLossy && words >= MIN_WORDS);
  return [whole, ...offered];
}

/** The sentence in at most `maxWords` words, for a summary that has room for no more. */
export function squeeze(article: ReadArticle, number: number, maxWords: number): Form {
  const said = whatIsSaid(article, number);
  const matched = new Set<string>();
  let maxChars = Math.min(QUOTE_MAX_CHARS, said.span.end - said.span.start);
  for (;;) {
    const span = cutToClause(article.body, said.span, focusIn(article, number, matched), maxChars);
    const form = formOf(article, number, { said, span, matched });
    if (form.words <= maxWords || maxChars <= 1) return form;
    maxChars = Math.floor(maxChars * 0.85);
  }
}

/** A part of what is said; the speaker leads it where the name stands in what was cut off. */
function formOf(
  article: ReadArticle,
  number: number,
  { said, span: { start, end }, matched }: { said: Said; span: Span; matched: Set<string> },
): Form {
  const { body } = article;
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

function attributionOfPart(article: ReadArticle, number: number, span: Span): Attribution | undefined {
  const attribution = article.attributions[number];
  if (!attribution?.isNamedHere) return attribution;
  const { terms } = attribution.speaker;
  const words = article.tokens[number].filter(({ term }) => terms.has(term));
  const names = words.filter((word) => isCapitalised(article.body, word));
  // "a defense official": a role may be all there is.
  const isNamedHere = (names.length > 0 ? names : words).some(
    ({ start, end }) => start >= span.start && end <= span.end,
  );
  return { ...attribution, isNamedHere };
}

function focusIn(article: ReadArticle, number: number, matched: Set<string>): Span {
  const hit = article.tokens[number].find(({ term }) => matched.has(term));
  if (hit) return { start: hit.start, end: hit.end };
  const { start } = article.sentences[number];
  return { start, end: start + 1 };
}

/** "A rejected the claims, saying …" without what is said beside. */
function withoutTail({ body }: ReadArticle, { start, end }: Span): Span | undefined {
  const text = body.slice(start, end);
  let isQuoted = false;
  for (let i = 0; i < text.length - 1; i++) {
    if (text[i] === '“' || (text[i] === '"' && !isQuoted)) isQuoted = true;
    else if (text[i] === '”' || text[i] === '"') isQuoted = false;
    if (isQuoted || text[i] !== ',' || text[i + 1] !== ' ') continue;
    const tail = text.slice(i + 2);
    // With another comma in it, what looks like a tail may go on with the main clause.
    if (!TAIL.test(tail) || tail.includes(', ') || FINITE_SPEECH.test(tail)) continue;
    return { start, end: trimEnd(body, start, start + i) };
  }
  return undefined;
}

/** "We have good relations, but our policy is …" from "our policy" on, where a speaker leads it. */
function behindBut(article: ReadArticle, number: number, said: Said): Span | undefined {
  const { body } = article;
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

/** Clauses are looked for inside the quotation that begins what is said. */
function withoutOpeningQuote(body: string, { start, end }: Span): Span {
  let from = start;
  while (from < end && /["“«]/.test(body[from])) from++;
  return { start: from, end };
}
