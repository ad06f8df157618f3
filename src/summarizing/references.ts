/**
 * What a sentence leans on: "He left" says nothing without the sentence that says who he is. Whoever quotes it must lead
 * it with the name, bring that sentence along, or leave it out.
 */
import { isName, leadingSpeaker } from '../answering/draft-sentences.js';
import { isCapitalised, isStopTerm, normaliseWord } from '../text/tokenize.js';
import type { ReadArticle } from './read-article.js';
import { EXPLETIVE, isBalanced, whatIsSaid } from './say.js';

/** Quotation marks and connectives before the first word that counts. */
const OPENING =
  /^(?:["“”‘'«(\s]|\([A-Z ]+\)|(?:but|and|so|or|yet|then|still|also|meanwhile|however|instead|nevertheless|similarly|likewise|therefore|thus|moreover|furthermore|in addition|for example|for instance|in fact|of course|later|now|rather|indeed|besides|plus|nonetheless|even so|by contrast|in turn|as a result|otherwise),?\s)*/i;
const PRONOUN =
  /^(?:he|she|they|it|this|that|these|those|his|her|hers|their|theirs|its|him|them|such|another|both of (?:them|these))(?:['’]\p{L}+)?(?![\p{L}-])/iu;
/** "This week", "those who": nothing before is needed to understand these. */
const STANDS_ALONE =
  /^(?:this (?:week|weekend|month|year|summer|spring|autumn|fall|winter|season|morning|afternoon|evening|time|article)|these days|those (?:who|with|in|of|at)|that (?:is|was) why)\b/i;
/** "While that is true", "in this case", "some of them": what "that" means stood before. */
const BEHIND_PREPOSITION =
  /^(?:(?:while|although|though|if|as|when|because|since|after|before|once|with|without|despite|in|on|at|for|from|by|like|beyond|under|among|amid|following|given|until|to|all|much) (?:that|this|these|those|such)|(?:all|some|many|most|much|none|part|both|one|each|half) of (?:that|this|these|those|it|them))(?! (?:day|week|weekend|month|year|summer|spring|autumn|fall|winter|season|morning|afternoon|evening|time|article|who|with|in|whose|affected|killed|involved)\b)\b/i;
/** "As the election loomed, his government …": somebody stood before, where nobody stands in the sentence. */
const SOMEBODY = /\b(?:he|she|him|his|her|hers)\b/i;
const PEOPLE =
  /\b(?:who|whose|someone|somebody|everyone|anyone|one|nobody|man|woman|men|women|boy|girl|child|baby|person|people|mother|father|parent|son|daughter|wife|husband|sister|brother|friend|partner|couple|president|minister|official|officer|deputy|governor|mayor|judge|senator|leader|king|queen|prince|princess|pope|actor|actress|singer|rapper|star|player|coach|athlete|suspect|gunman|shooter|victim|driver|pilot|teacher|student|doctor|nurse|patient|lawyer|attorney|author|writer|reporter|teenager|\d+-year-old|dog|cat)s?\b/i;
const PERSON = /^(?:he|she|his|her|hers|him|they|their|them)\b/i;
const SPEAKER_UNNAMED =
  /\b(?:he|she|they) (?:also )?(?:said|says|added|adds|told|wrote|explained|continued|tweeted|recalled)\b|\b(?:said|says) (?:he|she|they)\b/i;
const FIRST_PERSON = /^(?:i|we|my|our|me|us|you|your)(?:['’]\p{L}+)?\b/iu;
/** From this share on, a sentence is a quotation and not a report with quoted words in it. */
const QUOTATION_SHARE = 0.5;

/** Whether the text begins with a pronoun, quotation marks and connectives aside. */
export const startsWithPronoun = (text: string): boolean => isPronounFirst(withoutOpening(text));

export const withoutOpening = (text: string) => text.replace(OPENING, '');

const isPronounFirst = (first: string) =>
  (PRONOUN.test(first) && !standsAlone(first)) || BEHIND_PREPOSITION.test(first);

const standsAlone = (text: string) => STANDS_ALONE.test(text) || EXPLETIVE.test(text);

/** Whether the text begins with "I" or "we": somebody's words, or a column. */
export const startsInFirstPerson = (text: string) => FIRST_PERSON.test(text.replace(OPENING, ''));

/**
 * The sentence that must be quoted too, "nothing" where none must, "unknown" where no sentence tells who or what is meant.
 */
export function leansOn(article: ReadArticle, number: number): number | 'nothing' | 'unknown' {
  const { body, sentences, attributions } = article;
  const { start, end } = sentences[number];
  const text = body.slice(start, end);
  const said = whatIsSaid(article, number);
  const words = body.slice(said.span.start, said.span.end);
  const attribution = attributions[number];
  const first = words.replace(OPENING, '');
  const isAboutThings = isPronounFirst(first) && !PERSON.test(first);
  // "A: These included …": that A speaks doesn't tell what these are.
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
function namesSomeone({ body, tokens, attributions }: ReadArticle, number: number): boolean {
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
