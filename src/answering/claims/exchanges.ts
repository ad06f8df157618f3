/** What makes a sentence say something else when it stands in the place of another: a name, a speaker, a word, a number, a day. */
import { isCommonWord } from '../../lexicon/places.js';
import { dateReadings, publicationDay } from './date-readings.js';
import { datesIn, isDateWithin } from './dates.js';
import { namesIn } from './names.js';
import type { Offer } from './offer.js';
import { type Claim, contentOf, type Support, stretchOf, type Turn } from './supports.js';
import type { Word } from './words.js';

/** Pairs of which one says the opposite of the other. */
const OPPOSED = [
  ['before', 'after'],
  ['since', 'until'],
  ['with', 'without'],
  ['above', 'below'],
  ['over', 'under'],
  ['more', 'less'],
  ['more', 'fewer'],
  ['least', 'most'],
  ['up', 'down'],
  ['inside', 'outside'],
  ['early', 'late'],
].flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);

export const EXCHANGES: Turn[] = [
  turnsDirection,
  exchangesName,
  turnsNames,
  exchangesSpeaker,
  exchangesWord,
  crossesFigures,
  movesDate,
];

const DIRECTION_BEFORE = 3;

/** The claim has one of two opposite small words where the sentence has the other. */
function turnsDirection({ words }: Claim, [support]: Support[]): boolean {
  const said = new Set(words.map(({ lower }) => lower));
  const told = new Set(stretchOf(support, DIRECTION_BEFORE).map(({ lower }) => lower));
  return OPPOSED.some(([one, other]) => said.has(one) && !said.has(other) && told.has(other) && !told.has(one));
}

const wordsOfNames = ({ text, words }: Claim, { names }: Offer): Word[] =>
  namesIn(text, words, names.hasCapitalised)
    .flat()
    .filter(({ isContent }) => isContent);

const holds = (words: Word[], { term }: Word) => words.some((word) => word.term === term);

/** How far before what is taken a name may stand that belongs to it. */
const NAME_BEFORE = 6;

/** A name that the sentence lacks, while one that it has is left out. */
function exchangesName(claim: Claim, [support]: Support[], offer: Offer): boolean {
  const told = support.sentence.words;
  if (wordsOfNames(claim, offer).every((word) => holds(told, word))) return false;
  return stretchOf(support, NAME_BEFORE).some(
    (word) =>
      word.isContent &&
      word.isCapitalised &&
      !(word === told[0] && isCommonWord(word.lower)) &&
      !holds(claim.words, word),
  );
}

/** Names that change places. */
function turnsNames(claim: Claim, supports: Support[], offer: Offer): boolean {
  const mine = wordsOfNames(claim, offer);
  return supports.some(({ sentence: { words: told } }) => {
    let at = -1;
    return mine.some((name) => {
      if (!holds(told, name)) return false;
      at = told.findIndex(({ term }, i) => i > at && term === name.term);
      return at < 0;
    });
  });
}

/** "Peskov warned" where another one did: the sentence says only "he". */
function exchangesSpeaker(claim: Claim, supports: Support[], offer: Offer): boolean {
  const mine = wordsOfNames(claim, offer);
  return supports.some(({ sentence: { article, number, words } }) => {
    const attribution = article.attributions[number];
    if (!attribution || attribution.isNamedHere) return false;
    const added = mine.filter((word) => !holds(words, word));
    return added.length > 0 && !added.some(({ term }) => attribution.speaker.terms.has(term));
  });
}

/** So many words may stand between two of which another one takes the place. */
const MOST_BETWEEN = 4;
const LONG_WORDS = 10;

/** Words of the claim where the sentence that it follows has others: between the same two, or at the end. */
function exchangesWord(claim: Claim, supports: Support[], { names }: Offer): boolean {
  const mine = contentOf(claim);
  const [{ content, taken }] = supports;
  const places = mine.map(({ term }) => content.findIndex((word) => word.term === term));
  // In a long sentence a word that stands elsewhere may be the writer's way to join two.
  const isForeign = ({ term }: Word) =>
    mine.length < LONG_WORDS
      ? !supports.some((support) => support.content.some((word) => word.term === term))
      : !names.hasTerm(term);
  for (let i = 1; i < mine.length; i++) {
    if (places[i] >= 0) continue;
    let last = i;
    while (last + 1 < mine.length && places[last + 1] < 0) last++;
    const isEnd = last + 1 === mine.length;
    const before = places[i - 1];
    const gap = isEnd ? 2 : places[last + 1] - before;
    const isInPlace = before >= 0 && gap > 1 && gap <= MOST_BETWEEN + last - i && (!isEnd || last === i);
    const isLeftOut = before + 1 < content.length && !taken.has(before + 1);
    if (isInPlace && isLeftOut && mine.slice(i, last + 1).some(isForeign)) return true;
    i = last;
  }
  return false;
}

const FIGURE_REACH = 3;

/** "Seven drones and nine boats" of nine drones and seven boats: a number beside another thing of the same sentence. */
function crossesFigures({ words }: Claim, supports: Support[]): boolean {
  const mine = words.filter(({ isContent }) => isContent);
  const compared = new Set<string>();
  return mine.some((figure, i) => {
    const thing = mine[i + 1];
    if (!figure.isFigure || !thing || compared.has(`${figure.term} ${thing.term}`)) return false;
    compared.add(`${figure.term} ${thing.term}`);
    return supports.some(({ content }) => {
      const placesOf = ({ term }: Word) => content.flatMap((word, at) => (word.term === term ? at : []));
      const [figures, things] = [placesOf(figure), placesOf(thing)];
      const isBeside = (at: number) => things.some((place) => place > at && place - at <= FIGURE_REACH);
      return figures.length > 0 && things.length > 0 && !figures.some(isBeside);
    });
  });
}

/** A day that these sentences don't mean, though another one may. */
function movesDate({ text }: Claim, supports: Support[]): boolean {
  const readings = supports.flatMap(({ sentence }) => {
    const { publishedAt } = sentence.article.meta;
    const own = dateReadings(sentence.text, publishedAt);
    return own.length > 0 ? own : publicationDay(publishedAt);
  });
  const isFigure = (year: number | undefined) =>
    supports.some(({ sentence }) => sentence.words.some(({ term }) => term === `#${year}`));
  return datesIn(text).some((date) => !readings.some((reading) => isDateWithin(date, reading)) && !isFigure(date.year));
}
