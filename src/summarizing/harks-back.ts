/**
 * Sentences that hang on one before though no pronoun opens them: "The company …", "The latest was …", "Both …". They
 * make sense only where the summary has named what is meant.
 */
import { isCountFirst, withoutOpening } from '../text/opens-with-reference.js';
import { contentTerms, isCapitalised, isStopTerm } from '../text/tokenize.js';
import type { ParsedArticle } from './parse-article.js';
import { partToQuote } from './part-to-quote.js';

/** A noun for something that was named before: "the company". */
const STANDS_FOR =
  'accident|accusations?|actor|actress|agency|agreement|airline|album|allegations?|announcement|app|arrests?|arrangement|athlete|attack|author|bank|bill|blast|boy|brand|building|business|car|carrier|case|celebrity|chain|changes?|charges?|child|claims?|club|comments?|company|complaint|concert|couple|crash|crime|deal|deaths?|decision|decline|deputy|deputies|disease|document|drop|duo|effort|episode|event|family|film|findings|fire|firm|gap|girl|gunman|group|guidance|incident|increase|increases|initiative|institution|investigation|issue|killing|law|lawsuit|letter|man|matter|measure|medication|men|merger|message|model|mother|move|movie|network|news|officer|officers|online retailer|operation|order|organi[sz]ation|pair|pact|people|plan|platform|player|policy|post|problem|product|program|project|proposal|racer|rapper|recall|remarks?|report|request|results?|retailer|rise|role|ruling|sale|school|series|service|shift|shooter|shooting|show|singer|song|spokesman|spokeswoman|star|statement|store|storm|strategy|strike|student|study|suit|suspects?|system|target|team|teen|teenager|tournament|transaction|trend|trial|trio|tweet|university|verdict|version|victims?|video|virus|vote|winner|woman|women|work|writer|youngster';
const NAMELESS = new RegExp(
  String.raw`^(?:the|this|that|these|those) (?:\d+-year-old |(?:alleged|proposed|new|former|late|embattled|popular|pop|rock|tech|social media|fast-food|two|three|four) )*(?:${STANDS_FOR})(?:['’]s?)?(?= )(?! (?:who|whose|that|which|of|behind|from|in|at|for|to|between|on)\b)`,
  'i',
);
const FIRST_WORDS = 3;
const MIN_NAME_CHARS = 3;

export interface HarkingBack {
  /** The nearest sentence before that tells what is meant. */
  to: number;
  /** Terms that tell what is meant as well, where a summary's earlier sentence holds one. */
  unless: Set<string>;
}

/** Undefined where the sentence can stand alone, "unknown" where nothing before tells what is meant. */
export function harksBack(article: ParsedArticle, number: number): HarkingBack | 'unknown' | undefined {
  const { text: body, prose } = article;
  const { span } = partToQuote(article, number);
  const text = withoutOpening(body.slice(span.start, Math.min(span.end, span.start + 120)));
  const place = prose.indexOf(number);
  const before = prose[place - 1];
  if (isCountFirst(text)) return before === undefined ? 'unknown' : { to: before, unless: new Set() };
  if (!/^(?:the|these|those|that|this) /i.test(text)) return undefined;
  const noun = firstNoun(article, number, span.start);
  if (noun && contentTerms(article.meta.title).includes(noun)) return undefined;
  const told = noun && prose.slice(0, place).findLast((other) => article.terms[other].has(noun));
  if (told !== undefined && told !== '') return { to: told, unless: new Set([noun!]) };
  if (!NAMELESS.test(text)) return undefined;
  return before === undefined ? 'unknown' : { to: before, unless: namesIn(article, before) };
}

/**
 * The first content word behind the article, "harbour" of "The harbour master's boat"; undefined where a name follows
 * at once.
 */
function firstNoun({ text: body, tokens }: ParsedArticle, number: number, from: number): string | undefined {
  const words = tokens[number].filter(({ start }) => start >= from).slice(1, 1 + FIRST_WORDS);
  if (words.length === 0 || isCapitalised(body, words[0])) return undefined;
  return words.find(({ term }) => !isStopTerm(term))?.term;
}

function namesIn({ text: body, tokens }: ParsedArticle, number: number): Set<string> {
  const names = tokens[number].filter(
    (token) => !isStopTerm(token.term) && isCapitalised(body, token) && token.end - token.start >= MIN_NAME_CHARS,
  );
  return new Set(names.map(({ term }) => term));
}
