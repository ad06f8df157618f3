/**
 * The sentence that another leans on: "He left" says nothing without the one that says who he is. Whoever quotes it
 * leads it with the name, brings that sentence along, or leaves it out.
 */
import { isName, leadingSpeaker } from '../answering/draft-sentences.js';
import { isPronounFirst, withoutOpening } from '../text/opens-with-reference.js';
import { isCapitalised, isStopTerm, normaliseWord } from '../text/tokenize.js';
import type { ParsedArticle } from './parse-article.js';
import { isBalanced, partToQuote } from './part-to-quote.js';

/** A pronoun for a person who isn't named in the sentence: "As the election loomed, his government …". */
const SOMEBODY = /\b(?:he|she|him|his|her|hers)\b/i;
const PEOPLE =
  /\b(?:who|whose|someone|somebody|everyone|anyone|one|nobody|man|woman|men|women|boy|girl|child|baby|person|people|mother|father|parent|son|daughter|wife|husband|sister|brother|friend|partner|couple|president|minister|official|officer|deputy|governor|mayor|judge|senator|leader|king|queen|prince|princess|pope|actor|actress|singer|rapper|star|player|coach|athlete|suspect|gunman|shooter|victim|driver|pilot|teacher|student|doctor|nurse|patient|lawyer|attorney|author|writer|reporter|teenager|\d+-year-old|dog|cat)s?\b/i;
const PERSON = /^(?:he|she|his|her|hers|him|they|their|them)\b/i;
const SPEAKER_UNNAMED =
  /\b(?:he|she|they) (?:also )?(?:said|says|added|adds|told|wrote|explained|continued|tweeted|recalled)\b|\b(?:said|says) (?:he|she|they)\b/i;
const FIRST_PERSON = /^(?:i|we|my|our|me|us|you|your)(?:['’]\p{L}+)?\b/iu;
/** From this share in quotation marks on, a sentence is a quotation and no report with quoted words. */
const QUOTATION_SHARE = 0.5;

/** Whether the text begins with a pronoun, quotation marks and connectives aside. */
export const startsWithPronoun = (text: string): boolean => isPronounFirst(withoutOpening(text));

/** Whether the text begins with "I" or "we": somebody's words, or a column. */
export const startsInFirstPerson = (text: string) => FIRST_PERSON.test(withoutOpening(text));

/**
 * The sentence that must be quoted too, "nothing" where none must, "unknown" where no sentence tells who or what is meant.
 */
export function leansOn(article: ParsedArticle, number: number): number | 'nothing' | 'unknown' {
  const { text: body, sentences, attributions } = article;
  const { start, end } = sentences[number];
  const text = body.slice(start, end);
  const said = partToQuote(article, number);
  const words = body.slice(said.span.start, said.span.end);
  const attribution = attributions[number];
  const first = withoutOpening(words);
  const isAboutThings = isPronounFirst(first) && !PERSON.test(first);
  // That A speaks doesn't tell what "these" are: "A: These included …".
  const isAboutAnother = isPronounFirst(first) || meansSomebody(words);
  const saysOnItsOwn = !isAboutThings && !(said.attribution && isAboutAnother);
  if (attribution && !attribution.isNamedHere && saysOnItsOwn) {
    if (leadingSpeaker({ article, attribution })) return 'nothing';
    // A role is no name, so what names it comes along.
    return attribution.speaker.namedIn < number ? attribution.speaker.namedIn : 'unknown';
  }
  if (!isBalanced(words)) return 'unknown';
  const startsSo = isPronounFirst(first) || meansSomebody(words);
  const isSpokenByNobody =
    !attribution && (SPEAKER_UNNAMED.test(text) || quotedShare(text) >= QUOTATION_SHARE || breaksQuotation(text));
  if (!startsSo && !isSpokenByNobody) return 'nothing';
  if (number === 0) return 'unknown';
  const before = number - 1;
  if (startsWithPronoun(body.slice(sentences[before].start, sentences[before].end))) return 'unknown';
  const isAboutSomeone = isSpokenByNobody || PERSON.test(first);
  return isAboutSomeone && !namesSomeone(article, before) ? 'unknown' : before;
}

const meansSomebody = (text: string) =>
  SOMEBODY.test(text) && !PEOPLE.test(text) && !/[^.!?“"]\s(?!I\b)\p{Lu}/u.test(text) && !beginsWithName(text);

function beginsWithName(text: string): boolean {
  const first = /^\p{Lu}[\p{L}’'-]*/u.exec(text)?.[0];
  return first !== undefined && !isStopTerm(normaliseWord(first));
}

/** Whether the sentence begins with a name, or names who speaks. */
function namesSomeone({ text: body, tokens, attributions }: ParsedArticle, number: number): boolean {
  const attribution = attributions[number];
  if (attribution?.isNamedHere) return isName(attribution.speaker.name);
  const [first, second] = tokens[number];
  return first !== undefined && second !== undefined && [first, second].every((token) => isCapitalised(body, token));
}

function quotedShare(text: string): number {
  let quoted = 0;
  for (const [quotation] of text.matchAll(/[“"«][^“”"«»]*(?:[”"»]|$)|^[^“"«]*[”»]/g)) quoted += quotation.length;
  return quoted / text.length;
}

/** Whether a quotation begins before the text or ends behind it. */
export function breaksQuotation(text: string): boolean {
  const count = (mark: RegExp) => text.match(mark)?.length ?? 0;
  return count(/"/g) % 2 === 1 || count(/“/g) !== count(/”/g);
}
