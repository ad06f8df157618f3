/**
 * The sentence that comes first where what is asked for can be seen: an age for "how old", a cause for "why", words of
 * the minister for "what did the minister say". The words of a question alone would put another one there.
 */
import { isLightTerm } from '../query/light-terms.js';
import { IN_FIGURES, type Query, type QueryTerm } from '../query/query.js';
import { SPEECH_VERBS } from '../text/speech-verbs.js';
import { findAnswerCandidates } from './answer-candidates.js';
import { heldAround } from './around-sentence.js';
import type { Ranking } from './rank-articles.js';
import type { EvidenceArticle } from './read-article.js';
import type { SentenceFeatures } from './sentence-features.js';

/** The least strength of a figure of the kind asked for. */
const IS_FIGURE = 0.9;
/** The least match of who says a sentence with who is asked about. */
export const ASKED_SPEAKER = 0.5;
/** The most that a sentence may score below the best one and still come before it. */
const FIGURE_GAP = 4;
const SPEAKER_GAP = 5;

/** Whether somebody's words are asked for; an outlet that is asked for says all that it prints. */
export const asksForPerson = ({ speakerTerms }: Pick<Query, 'speakerTerms'>, sourcesNamed: number): boolean =>
  speakerTerms.length > 0 && sourcesNamed === 0;

/** Of a sentence that was found, what tells whether it comes first. */
interface Scored {
  article: EvidenceArticle;
  number: number;
  score: number;
  features: SentenceFeatures;
}

/** `sentences` are best first, and so is what comes back, but for the one that is moved. */
export function holderFirst<Sentence extends Scored>(
  query: Query,
  ranking: Pick<Ranking, 'importance' | 'sourcesNamed'>,
  sentences: Sentence[],
): Sentence[] {
  const [best] = sentences;
  const test = best && testFor(query, ranking, best);
  if (!test || test(best)) return sentences;
  const holder = sentences.find(test);
  return holder ? [holder, ...sentences.filter((sentence) => sentence !== holder)] : sentences;
}

function testFor(
  query: Query,
  { importance, sourcesNamed }: Pick<Ranking, 'importance' | 'sourcesNamed'>,
  best: Scored,
): ((sentence: Scored) => boolean) | undefined {
  if (asksForPerson(query, sourcesNamed))
    return (sentence) =>
      best.score - sentence.score <= SPEAKER_GAP &&
      speaksOnMatter(query, importance, sentence) &&
      (sentence === best || isOnMatter(query, importance, sentence));
  const harm = harmAskedFor(query);
  if (harm.length > 0)
    return ({ article, number, features, score }) =>
      features.candidate >= IS_NUMBER &&
      best.score - score <= FIGURE_GAP &&
      harm.some(({ term }) => article.matched[number].has(term));
  if (IN_FIGURES.has(query.answerType))
    return ({ article, features, score }) =>
      features.candidate >= IS_FIGURE && article === best.article && best.score - score <= FIGURE_GAP;
  if (query.answerType === 'reason')
    return (sentence) =>
      sentence.article === best.article &&
      best.score - sentence.score <= FIGURE_GAP &&
      tellsCause(sentence) &&
      holdsMatter(query, importance, OF_THE_EFFECT, (term) => sentence.article.matched[sentence.number].get(term) ?? 0);
  const { officeTerm } = query;
  if (officeTerm !== undefined)
    return (sentence) =>
      best.score - sentence.score <= FIGURE_GAP &&
      isOnMatter(query, importance, sentence) &&
      namesHolder(query, officeTerm, sentence);
  return undefined;
}

/** "How many soldiers were killed": so many soldiers that were moved are no answer. */
const HARM = new Set(
  'killed died dead injured wounded hurt arrested detained displaced deported jailed fired'.split(' '),
);
/** The least strength of a number that counts something, whatever it be. */
export const IS_NUMBER = 0.4;

/** The words for harm of a question that asks how many came to it. */
export const harmAskedFor = ({ answerType, terms }: Pick<Query, 'answerType' | 'terms'>): QueryTerm[] =>
  answerType === 'quantity' ? terms.filter(({ surface, isOwn }) => isOwn && HARM.has(surface.toLowerCase())) : [];

/** So many words from the office the name of its holder stands: "the mayor, Ada Berg", "Ada Berg was elected mayor". */
const HOLDER_WITHIN = 4;
/** The least strength of a full name. */
const IS_NAME = 0.9;

function namesHolder(query: Query, officeTerm: string, { article, number }: Scored): boolean {
  const tokens = article.tokensOf(number);
  const { strength, places } = findAnswerCandidates(query, article.text, tokens);
  if (strength < IS_NAME) return false;
  return tokens.some(({ term }, i) => term === officeTerm && places.some((at) => Math.abs(at - i) <= HOLDER_WITHIN));
}

/** "Because", and no "after" or "amid": what is told at once is only sometimes the reason. */
const CAUSE = /\b(?:because|due to|owing to|therefore|thanks to|blam(?:ed|es|ing)|reasons?|caus(?:e|ed|es|ing))\b/i;
/** The cause of something else says less than this share of what the reason is asked for. */
const OF_THE_EFFECT = 0.3;

function tellsCause({ article, number }: Scored): boolean {
  const { start, end } = article.sentences[number];
  return CAUSE.test(article.text.slice(start, end));
}

/** "Did Berg admit it?" is answered by what she denied. */
const ASKS_FOR_WORDS = new Set(SPEECH_VERBS.filter(({ uses }) => uses.includes('q')).map(({ base }) => base));

/** "Say" of "what did Berg say", which is asked of her and not of the articles' words. */
export const asksForWords = (surface: string): boolean => ASKS_FOR_WORDS.has(surface.toLowerCase());

/** What somebody's words are asked on. */
export const matterOf = ({ terms, speakerTerms, timeTerms }: Query): QueryTerm[] =>
  terms.filter(
    ({ term, surface, isOwn }) =>
      isOwn && !speakerTerms.includes(term) && !timeTerms.has(term) && !isLightTerm(term) && !asksForWords(surface),
  );

/** Of what somebody's words are asked on, the sentence, its neighbours and the title must hold more than this share. */
const ON_MATTER = 0.15;

/** Whether it is said by the one who is asked about, and on what is asked. */
export function speaksOnMatter(query: Query, importance: ReadonlyMap<string, number>, sentence: Scored): boolean {
  if (sentence.features.speaker < ASKED_SPEAKER) return false;
  const held = heldAround(sentence);
  return holdsMatter(query, importance, ON_MATTER, (term) => held.get(term) ?? 0);
}

/** Whoever is asked about says many things, and many have an office: the article must speak of half of what else is asked. */
function isOnMatter(query: Query, importance: ReadonlyMap<string, number>, { article }: Scored): boolean {
  return holdsMatter(query, importance, HALF, (term) => article.held.get(term) ?? 0);
}

const HALF = 0.5;

/** Whether so much of what is asked on is held, `share` telling how much of each term. */
function holdsMatter(
  query: Query,
  importance: ReadonlyMap<string, number>,
  least: number,
  share: (term: string) => number,
): boolean {
  const matter = matterOf(query);
  const weigh = (shareOf: (term: string) => number) =>
    matter.reduce((sum, { term }) => sum + shareOf(term) * (importance.get(term) ?? 0), 0);
  return weigh(share) >= least * weigh(() => 1);
}
