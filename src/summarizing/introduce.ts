/**
 * How a summary names who speaks: the first time in full, with what tells who that is ("Ada Berg, the harbour master"),
 * and then as the article itself does ("Berg"). Always in words that stand in the sentence that is cited for it.
 */

import { leadingSpeaker, type Quotable } from '../answering/draft-sentences.js';
import { MONTHS, WEEKDAYS } from '../core/calendar.js';
import type { Span } from '../core/types.js';
import { isBody, type Speaker } from '../retrieval/speakers/attribute.js';
import { toldForms } from '../text/speech-verbs.js';
import { QUOTE_MAX_CHARS } from '../text/split-sentences.js';
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';

const MAX_INTRODUCTION_CHARS = 110;
const MAX_ROLE_WORDS = 8;
const ROLES =
  'adviser|advisor|agent|ambassador|analyst|anchor|attorney|author|captain|chair|chairman|chairwoman|chancellor|chief|coach|columnist|commander|commissioner|coordinator|co-founder|correspondent|counsel|critic|curator|dean|director|doctor|economist|editor|engineer|epidemiologist|executive|expert|fellow|founder|general|governor|head|historian|judge|lawyer|leader|manager|master|mayor|minister|officer|official|owner|partner|physician|president|principal|producer|professor|prosecutor|representative|researcher|scientist|secretary|senator|sheriff|spokesman|spokesperson|spokeswoman|strategist|superintendent|surgeon|teacher|trustee|warden';
const ROLE_BEFORE = new RegExp(`(?:^|[\\s-])(?:${ROLES})$`, 'i');
/** The border of a role before a name: nothing from before it belongs to the role. */
const BORDER =
  /^(?:said|says|say|told|tells|added|adds|wrote|writes|according|to|by|with|that|and|or|but|as|from|in|on|at|when|while|if|is|was|are|were|has|have|had|who|like|including|called|calls|the|a|an|his|her|their|its)$/i;
const BESIDE = new RegExp(
  String.raw`^, ((?:(?:a|an|the|its|his|her|their|\p{Lu}[\p{L}.&-]*['’]s) [^,.;:“”"()]{3,90}?|[^,.;:“”"()]{0,60}?\b(?:${ROLES})\b[^,.;:“”"()]{0,60}?)),`,
  'u',
);
const NO_ROLE =
  /^(?:in|on|at|for|after|before|when|while|who|which|where|however|though|too|also|then|speaking|citing|adding|the (?:day|week|month|year)|a (?:day|week|month|year))\b/i;

const NO_FIRST_NAME = new RegExp(
  `^(?:${[...WEEKDAYS, ...MONTHS].join('|')}|according|asked|while|though)$|['’]s$`,
  'i',
);
const MAX_FIRST_NAMES = 3;
const SPEAKS = new RegExp(`^ (?:also |later |then )?(?:${toldForms('t').join('|')}|told)\\b`);

type Lead = { name: string; span: Span };

/** A function over one summary's sentences in reading order: who must lead the sentence, if anyone. */
export function namingSpeakers(): (sentence: Quotable) => Lead | undefined {
  const told = new Map<string, string>();
  return (sentence) => {
    const { article, attribution, start, end } = sentence;
    const lead = leadingSpeaker(sentence);
    const before = told.get(article.meta.id) ?? '';
    const named = lead && (before.includes(lead.name) ? shorter(sentence, lead) : introduced(sentence, lead));
    told.set(article.meta.id, `${before}\n${named?.name ?? ''}\n${article.text.slice(start, end)}`);
    return attribution && named;
  };
}

/** The speaker as the article says it, "Berg" of "Berg said"; the whole name where it doesn't. */
function shorter({ article, attribution }: Quotable, lead: Lead): Lead {
  const name = shortNameOf(article.text, attribution!.speaker);
  return name ? { ...lead, name } : lead;
}

const shortNames = new WeakMap<Speaker, string>();

function shortNameOf(body: string, speaker: Speaker): string {
  let known = shortNames.get(speaker);
  if (known === undefined) {
    const last = /[\p{L}\p{M}-]+$/u.exec(speaker.name)?.[0] ?? '';
    known = last && last !== speaker.name && isCalledSo(body, last) ? last : '';
    shortNames.set(speaker, known);
  }
  return known;
}

/** Whether the name stands alone where a sentence begins, or before a verb of speech. */
function isCalledSo(body: string, name: string): boolean {
  if (isBody(name)) return false;
  for (let at = body.indexOf(name); at >= 0; at = body.indexOf(name, at + 1)) {
    const before = body.slice(Math.max(0, at - 25), at);
    const after = body.slice(at + name.length, at + name.length + 25);
    const isAlone = !/(?:\p{Lu}[\p{L}.'’-]*|\b[Tt]he|\bof) $|[\p{L}\p{N}-]$/u.test(before);
    const isSubject = /(?:^|[.!?”"]\s+|\n\s*)$/.test(before) && /^,? \p{Ll}/u.test(after);
    if (isAlone && (isSubject || SPEAKS.test(after))) return true;
  }
  return false;
}

/** The full name with the role before or beside it, as far as the cited sentence holds them. */
function introduced(sentence: Quotable, short: Lead): Lead {
  const { text: body } = sentence.article;
  const full = fullNameBefore(sentence, short);
  const [lead, span] = full
    ? [{ name: textIn(body, full.span), span: full.cited }, full.span]
    : [short, sentence.attribution!.speaker.span];
  const cited = body.slice(lead.span.start, lead.span.end).replace(/\s+/g, ' ');
  for (const { start, end } of [besideName(body, lead.span, span), beforeName(body, lead.span, span)]) {
    const name = body.slice(start, end).replace(/\s+/g, ' ');
    if (name.length > lead.name.length && name.length <= MAX_INTRODUCTION_CHARS && cited.includes(name))
      return { ...lead, name };
  }
  return lead;
}

const textIn = (body: string, { start, end }: Span) => body.slice(start, end).replace(/\s+/g, ' ');

/** The full name before the sentence, "Jim Brown", of a speaker known as "Brown" alone. */
function fullNameBefore({ article: { text: body, sentences, tokens }, attribution }: Quotable, { name }: Lead) {
  if (!/^\p{Lu}[\p{L}’'-]*$/u.test(name)) return undefined;
  const { namedIn } = attribution!.speaker;
  for (let number = 0; number <= namedIn; number++) {
    const cited = sentences[number];
    if (cited.end - cited.start > QUOTE_MAX_CHARS) continue;
    const words = tokens[number];
    const at = words.findIndex(
      ({ start, end }, i) =>
        i > 0 && body.slice(start, end).replace(/['’]s$/, '') === name && isFirstName(body, words, i - 1),
    );
    if (at < 0) continue;
    let first = at - 1;
    while (first > 0 && at - first < MAX_FIRST_NAMES && isFirstName(body, words, first - 1)) first--;
    return { span: { start: words[first].start, end: words[at].start + name.length }, cited };
  }
  return undefined;
}

/**
 * Whether a word is a first name: capitalised, followed at once by the name, no weekday and no sentence's first word.
 */
function isFirstName(body: string, words: Token[], i: number): boolean {
  const word = body.slice(words[i].start, words[i].end);
  const next = body.slice(words[i].end, words[i + 1].start);
  return (
    isCapitalised(body, words[i]) && /^\.? $/.test(next) && !isStopTerm(words[i].term) && !NO_FIRST_NAME.test(word)
  );
}

function besideName(body: string, cited: Span, name: Span): Span {
  const beside = BESIDE.exec(body.slice(name.end, cited.end));
  if (!beside || NO_ROLE.test(beside[1])) return name;
  return { start: name.start, end: name.end + 2 + beside[1].length };
}

/** The role before a name, from a capital letter on: "California insurance commissioner Ricardo Lara". */
function beforeName(body: string, cited: Span, name: Span): Span {
  const before = body.slice(cited.start, name.start);
  if (!/[\p{L}] $/u.test(before) || !ROLE_BEFORE.test(before.slice(0, -1))) return name;
  let start = name.start;
  let at = before.length - 1;
  for (let count = 0; count < MAX_ROLE_WORDS; count++) {
    const word = /[\p{L}\p{N}.&'’-]+$/u.exec(before.slice(0, at))?.[0];
    if (!word || BORDER.test(word)) break;
    at -= word.length;
    if (/^\p{Lu}/u.test(word)) start = cited.start + at;
    if (before[at - 1] !== ' ') break;
    at--;
  }
  return { start, end: name.end };
}
