/**
 * The part of a sentence worth quoting: without dateline, enclosing brackets, and a "But" that turns against what
 * isn't quoted. Where the speaker leads it, also without "she said" and the quotation marks.
 */

import { isName } from '../answering/draft-sentences.js';
import type { Span } from '../core/types.js';
import type { Attribution } from '../retrieval/speakers/attribute.js';
import { skipSpace, trimmed } from '../text/characters.js';
import { datelineLength } from '../text/dateline.js';
import { EXPLETIVE } from '../text/opens-with-reference.js';
import { toldForms } from '../text/speech-verbs.js';
import { normaliseWord } from '../text/tokenize.js';
import { countWords } from './count-words.js';
import type { ParsedArticle } from './parse-article.js';

const BRACKETED = /^\(([^()]*)\)$/;
const TURN =
  /^(?:(?:But|And|So|Yet)\s+|(?:Still|However|Meanwhile|Also|Moreover|Furthermore|Instead|Indeed|In addition|Nevertheless|Of course|Then|Similarly|Likewise|In fact|Plus|Besides),\s+)(?=\p{Lu}[\p{L}'’-]{2})/u;

/** Where what is said begins behind a speaker's name. */
const LED_TURN = /^(?:(?:[Bb]ut|[Aa]nd|[Ss]o|[Yy]et|[Ww]ell|[Rr]ather),? )(?=\p{L})/u;

const VERB = [...toldForms('t'), 'told', 'tells'].join('|');
const NAME = String.raw`(?:(?:Dr|Gov|Sen|Rep|Mr|Ms|Mrs|Gen|Lt|Col|Prof)\. )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?`;
const WHOM = String.raw`reporters|the (?:crowd|audience|court|jury|newspaper|magazine|BBC|AP|Associated Press|Washington Post|New York Times|Guardian)|\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*){0,2}`;
const BESIDE = `(?: (?:in (?:a|the|an|his|her) (?:statement|interview|tweet|email|post|release|report|letter)|on Twitter|at the time|afterwards?|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))`;
/** The end of `“…,” she said.`, `…, Berg told reporters.` and `“…,” said Berg.`. */
const SAID_BEHIND = new RegExp(
  String.raw`(?:[,?!.]["”]|["”],|,|[?!.]["”])\s+(?:(?<subject>he|she|they|${NAME}) (?:also |later |then )?(?:told (?:${WHOM})|${VERB})|(?:said|says|added|wrote) (?<inverted>he|she|${NAME}))${BESIDE}{0,2}\.?$`,
  'u',
);
/** "He also said that ", "Berg told reporters that ". */
const SAID_BEFORE = new RegExp(
  String.raw`^(?:He|She|(?<subject>\p{Lu}[\p{L}'’-]+)) (?:also |later |then |further )?(?:(?:told|tells) (?:${WHOM})|said|says|added|adds|noted|notes|explained|explains)(?: that)?\s+(?=[\p{L}\d])(?!(?:on|in|at|last|this|to|of|during|while|when|after|before|by|about|for|from|with|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)`,
  'u',
);
const ABOUT_A_PERSON = /\b(?:he|she|him|his|her)\b/i;
const OPENS = /^["“]/;
const PERSON = /^(?:he|she|they|his|her|their|it|its|this|that|these|those)\b/i;
const MIN_WORDS = 5;

export interface QuotedPart {
  span: Span;
  /** Present where it can stand behind the speaker's name alone. */
  attribution?: Attribution;
}

const known = new WeakMap<ParsedArticle, QuotedPart[]>();

/** The part of the sentence to quote, in place of all of it. */
export function partToQuote(article: ParsedArticle, number: number): QuotedPart {
  let all = known.get(article);
  if (!all) known.set(article, (all = []));
  return (all[number] ??= findPartToQuote(article, number));
}

function findPartToQuote(article: ParsedArticle, number: number): QuotedPart {
  const { text: body, sentences, attributions } = article;
  const span = withoutWrapping(body, sentences[number]);
  const attribution = attributions[number];
  if (!attribution || !isName(attribution.speaker.name)) return { span };
  const statement = statementIn(body, span, attribution);
  if (!statement) return { span };
  const said = {
    start: statement.start + (LED_TURN.exec(body.slice(statement.start, statement.end))?.[0].length ?? 0),
    end: statement.end,
  };
  const text = body.slice(said.start, said.end);
  if (countWords(text) < MIN_WORDS) return { span };
  // The name is in it already: "On Friday Berg said …, she said".
  if (text.includes(/[\p{L}\p{M}-]+$/u.exec(attribution.speaker.name)?.[0] ?? attribution.speaker.name))
    return { span: said };
  return { span: said, attribution: { ...attribution, isNamedHere: false } };
}

function withoutWrapping(body: string, sentence: Span): Span {
  let { start, end } = sentence;
  start += datelineLength(body.slice(start, end), true);
  const bracketed = BRACKETED.exec(body.slice(start, end));
  if (bracketed) [start, end] = [start + 1, end - 1];
  start += TURN.exec(body.slice(start, end))?.[0].length ?? 0;
  return { start: skipSpace(body, start, end), end };
}

/** What is said, without quotation marks and "she said"; undefined where they can't be told apart. */
function statementIn(body: string, { start, end }: Span, attribution: Attribution): Span | undefined {
  const text = body.slice(start, end);
  const behind = SAID_BEHIND.exec(text);
  if (behind && isOf(behind.groups!, attribution)) {
    const mark = /["”]/.test(behind[0].slice(0, 2));
    const said = text.slice(0, behind.index);
    if (!mark) return isBalanced(said) ? { start, end: start + said.length } : undefined;
    // What ends in quotation marks that begin within it keeps them.
    if (!OPENS.test(said) && /["“]/.test(said)) return closedAt(body, start, behind);
    const from = OPENS.test(said) ? 1 : 0;
    if (/["“”]/.test(said.slice(from))) return undefined;
    const endsItself = /^[?!]/.test(behind[0]) ? 1 : 0;
    return trimmed(body, { start: start + from, end: start + said.length + endsItself });
  }
  const before = SAID_BEFORE.exec(text);
  if (before && isOf(before.groups!, attribution)) {
    const rest = text.slice(before[0].length);
    if (PERSON.test(rest) && !EXPLETIVE.test(rest)) return undefined;
    // "Berg said his boat sank" would become "Berg: his boat sank".
    if (ABOUT_A_PERSON.test(rest)) return undefined;
    return isBalanced(rest) ? { start: start + before[0].length, end } : undefined;
  }
  if (attribution.isNamedHere) return undefined;
  const from = OPENS.test(text) ? 1 : 0;
  const to = /["”]$/.test(text) ? text.length - 1 : text.length;
  if (from === 0 && to === text.length) return undefined;
  return /["“”]/.test(text.slice(from, to)) ? undefined : trimmed(body, { start: start + from, end: start + to });
}

/** `It was “a disaster,”` of `It was “a disaster,” she said.` */
function closedAt(body: string, start: number, behind: RegExpExecArray): Span | undefined {
  const close = behind.index + behind[0].search(/["”]/) + 1;
  const span = { start, end: start + close };
  return isBalanced(body.slice(span.start, span.end)) ? span : undefined;
}

/** Whether every quotation in it begins and ends in it, whichever marks are used. */
export function isBalanced(text: string): boolean {
  const marks = text.match(/["“”]/g) ?? [];
  return marks.length % 2 === 0 && marks[0] !== '”' && marks.at(-1) !== '“';
}

/** Whether the "she said" found is the speaker's. */
function isOf({ subject, inverted }: Record<string, string | undefined>, { speaker }: Attribution): boolean {
  const who = subject ?? inverted ?? 'he';
  if (/^(?:he|she|they)$/.test(who)) return true;
  return speaker.terms.has(
    normaliseWord(
      who
        .split(' ')
        .at(-1)!
        .replace(/['’]s?$/, ''),
    ),
  );
}
