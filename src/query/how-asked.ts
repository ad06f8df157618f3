/** How a question is put: whether anything is asked at all, and whether it asks for what isn't so. By function words alone. */

import { splitSentences } from '../text/split-sentences.js';
import { lowerWords, tokenize } from '../text/tokenize.js';
import { AUXILIARIES, QUESTION_WORDS as ENGLISH } from './asked-for.js';

/**
 * Question words, also of other languages, without accents: a question that isn't recognised would be taken for a
 * heading.
 */
const ASKING_WORDS = new Set([
  ...ENGLISH,
  ...'wer wem wen was wann wo warum wieso weshalb wie welche welcher welches wieviel wieviele'.split(' '),
  ...'qui que quoi quand ou pourquoi comment quel quelle quels quelles combien'.split(' '),
  ...'quien quienes cuando donde porque como cual cuales cuanto cuantos cuanta cuantas'.split(' '),
  ...'chi cosa quando dove perche come quale quali quanto quanti quem onde qual quais'.split(' '),
  ...'kim ne neden nicin nasil nerede hangi kac kto co kiedy gdzie dlaczego jak ile'.split(' '),
]);
const ASKING_VERBS = [...AUXILIARIES, 'may', 'must'].join('|');
/** How a question or an order without a question word begins. */
const OPENING_VERB = new RegExp(`^(${ASKING_VERBS})(n['’]t)?$|^(can|wo)['’]t$`);
const OPENING_ORDER =
  /^(describe|give|name|list|tell|compare|explain|show|summari[sz]e|define|say|write|find|state|discuss|identify|mention|quote)$/;
/** "…, can I turn it on", "nethack: do stores get new stuff": a question behind what it is about. */
const OPENING_WITHIN = new RegExp(`^(${ASKING_VERBS}|am)$`);
const ASKED_OF = /^(i|you|we|they|it|he|she|this|that|there)$/;
/** "My pod can't be reached", "Error: cannot find -lfoo": who tells what goes wrong asks by that. */
const TELLS =
  /^(i|i['’]?m|i['’]?ve|my|we|our|cannot|help|error|fails?|failed)$|^(ca|do|does|did|wo|is|are|was|were|has|have|could|would)n['’]?t$/;
const NEGATION = /^(not|never|no|none|nor|neither|without|cannot|nobody|nothing)$|n['’]t$/;
const MAY_BE_NEGATED = /n['’]t\b|\b(no|n[eo]\w*|without|cannot)\b/i;
const CLOSING_MARK = /[?？؟]\s*$/;
const OTHER_SCRIPT = /[^\p{Script=Latin}\P{L}]/u;

/**
 * Whether a text is a heading or half a sentence: it names a thing and asks nothing of it. Behind earlier turns half a
 * sentence may ask, so the caller checks for those.
 */
export function asksNothing(text: string): boolean {
  if (CLOSING_MARK.test(text) || OTHER_SCRIPT.test(text)) return false;
  const words = wordsOf(text);
  const [first = ''] = words;
  return (
    !OPENING_VERB.test(first) &&
    !OPENING_ORDER.test(first) &&
    !words.some((word, i) => ASKING_WORDS.has(plain(word)) || TELLS.test(word) || asksWithin(words, i))
  );
}

const asksWithin = (words: string[], i: number) =>
  OPENING_WITHIN.test(words[i]) && (/^do/.test(words[i]) ? i + 1 < words.length : ASKED_OF.test(words[i + 1] ?? ''));

/**
 * "Which towns weren't flooded?": a negation behind the question word, in the sentence that asks. In "which is not only",
 * "whether or not" and "who no longer" nothing is said not to be so.
 */
export function asksWhatIsNot(text: string): boolean {
  if (!MAY_BE_NEGATED.test(text)) return false;
  const words = wordsOf(text, splitSentences(text).at(-1)?.start);
  const asks = words.findIndex((word) => ENGLISH.has(word.replace(/['’]s$/, '')));
  return (
    asks >= 0 &&
    words.some(
      (word, i) =>
        i > asks &&
        NEGATION.test(word) &&
        // "How far does it go without charging" asks for what is so.
        !(word === 'without' && words[asks] === 'how') &&
        !/^(not (only|or|just)|no (longer|matter|more))$/.test(`${word} ${words[i + 1]}`) &&
        words[i - 1] !== 'or',
    )
  );
}

const wordsOf = (text: string, from = 0) => lowerWords(text, tokenize(text, from));
const plain = (word: string) =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]\p{L}+$/u, '');
