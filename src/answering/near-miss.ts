/**
 * What tells a sentence that answers from one that only looks right: the best sentence, its neighbours and the title, read
 * with the question beside them.
 */
import { oppositeInNews } from '../lexicon/news-words.js';
import { relatedWords } from '../lexicon/related-words.js';
import { isLightTerm } from '../query/light-terms.js';
import { IN_FIGURES, type Query, type QueryTerm } from '../query/query.js';
import { countedForms, findAnswerCandidates } from '../retrieval/answer-candidates.js';
import { heldAround, windowOf } from '../retrieval/around-sentence.js';
import type { Evidence, EvidenceSentence } from '../retrieval/find-evidence.js';
import { asksForPerson, harmAskedFor, IS_NUMBER, speaksOnMatter } from '../retrieval/first-sentence.js';
import { tellsAge } from '../text/languages/age-words.js';
import { isOther } from '../text/languages/languages.js';
import { isStopTerm, normaliseWord, type Token, tokenize } from '../text/tokenize.js';

/** In 0..1 each; all 0 where several outlets are named, because no single sentence holds what such a question is after. */
export interface NearMiss {
  /** Whether the question asks what isn't so, and the sentence denies nothing. */
  denied: number;
  /** Whether the sentence has the opposite of a word of the question in its place, or another number behind the same noun. */
  opposite: number;
  /** Importance of words that are missing, but stand there in other words. */
  otherWords: number;
  /** Whether a figure, a telephone number or a day to come is asked for and none stands there; in between for one of another kind. */
  noFigure: number;
  /** Whether somebody's words are asked for and the sentence is not said by them, or they speak of something else. */
  otherSpeaker: number;
  /** Whether a judgement is asked for ("is it a good idea?") and the sentence makes none. */
  opinion: number;
}

export const NO_NEAR_MISS: NearMiss = {
  denied: 0,
  opposite: 0,
  otherWords: 0,
  noFigure: 0,
  otherSpeaker: 0,
  opinion: 0,
};

export function nearMiss(query: Query, evidence: Evidence): NearMiss {
  const [best] = evidence.sentences;
  if (!best || evidence.sourcesNamed > 1) return NO_NEAR_MISS;
  return {
    denied: query.asksWhatIsNot && !deniesAnything(best) ? 1 : 0,
    // "Did Berg admit it?" is answered by that she denied it.
    opposite:
      (query.answerType !== 'yes-no' && hasOpposite(query, evidence, best)) || hasOtherNumber(query, best) ? 1 : 0,
    otherWords: inOtherWords(query, evidence, best),
    noFigure: 1 - figureIn(query, evidence, best),
    otherSpeaker:
      asksForPerson(query, evidence.sourcesNamed) && !speaksOnMatter(query, evidence.importance, best) ? 1 : 0,
    opinion: query.judges.length > 0 && !makesJudgement(query, best) ? 1 : 0,
  };
}

/** Negations, and words that say that something isn't so or wasn't done. */
const DENIAL =
  /^(not|never|no|none|nor|neither|without|cannot|nobody|nothing|nowhere|hardly|barely|except|unlike|unless|instead|rather|few|little|unable|impossible|lack\w*|fail\w*|refus\w*|avoid\w*|den(y|ies|ied|ying)|reject\w*|prevent\w*|forb\w*|ban(s|ned)?|bar(s|red)?|prohibit\w*|stop(s|ped)?|halt\w*|end(s|ed)?|cease\w*|miss(es|ed)?|skip\w*|cancel\w*|declin\w*|exclud\w*|withdr\w*)$|n['’]t$/;

function deniesAnything({ article, number }: EvidenceSentence): boolean {
  return article.tokensOf(number).some(({ start, end }) => DENIAL.test(article.text.slice(start, end).toLowerCase()));
}

/** So many missing words are looked up, the most telling first: of an article that lacks more, more won't be said in other words. */
const MAX_LOOKED_UP = 3;

/** A word has a place by the words around it: so many on each side. */
const PLACE_WORDS = 3;

/** "Season 5" asked for, "Season 2" told. */
function hasOtherNumber({ numbered }: Query, { article, number, matched }: EvidenceSentence): boolean {
  const said = article.tokensOf(number);
  return numbered.some(({ noun, number: asked }) => {
    if (matched.has(asked.term) || !matched.has(noun.term)) return false;
    return said.some(({ term }, at) => term === noun.term && /^\d{1,3}$/.test(said[at + 1]?.term ?? ''));
  });
}

/** "The last ferry" asked for, "the first ferry" told: opposites beside the same word. */
function hasOpposite(query: Query, { terms }: Evidence, { article, number, matched }: EvidenceSentence): boolean {
  const missing = query.terms.filter(({ term, isOwn, isNumber }) => isOwn && !isNumber && !matched.has(term));
  if (missing.length === 0) return false;
  const foundAs = new Map(terms.map(({ term, found }) => [term, found]));
  const asked = query.words;
  const said = article.tokensOf(number);
  const isAsked = new Set(asked.map(({ term }) => term));
  for (const { term, surface, isCapitalised } of missing) {
    const at = asked.findIndex((token) => token.term === term);
    const around = neighbours(asked, at).flatMap((token) => (matched.has(token.term) ? foundAs.get(token.term)! : []));
    if (around.length === 0) continue;
    const inPlace = said
      .flatMap((token, i) => (around.includes(token.term) ? neighbours(said, i) : []))
      .filter((token) => !isStopTerm(token.term) && !isAsked.has(token.term));
    if (inPlace.length === 0) continue;
    // Names have none but "North", "New" and the like, which the short list knows.
    const word = surface.toLowerCase();
    const opposites = new Set(
      [...(isCapitalised ? oppositeInNews(word) : relatedWords(word).opposite)].map(normaliseWord),
    );
    if (inPlace.some((token) => opposites.has(token.term))) return true;
  }
  return false;
}

const neighbours = (tokens: Token[], at: number): Token[] =>
  at < 0 ? [] : [...tokens.slice(Math.max(0, at - PLACE_WORDS), at), ...tokens.slice(at + 1, at + 1 + PLACE_WORDS)];

function inOtherWords(query: Query, { importance, totalImportance }: Evidence, best: EvidenceSentence): number {
  const { article } = best;
  const numbers = windowOf(best);
  const inWindow = heldAround(best);
  const mayBeOther = ({ term, isOwn, isNumber, isCapitalised }: QueryTerm) =>
    isOwn && !isNumber && !isCapitalised && !isLightTerm(term) && inWindow.get(term) !== 1;
  const missing = query.terms
    .filter(mayBeOther)
    .sort((a, b) => (importance.get(b.term) ?? 0) - (importance.get(a.term) ?? 0))
    .slice(0, MAX_LOOKED_UP);
  if (missing.length === 0) return 0;
  const held = new Set(tokenize(article.meta.title).map(({ term }) => term));
  for (const number of numbers) for (const { term } of article.tokensOf(number)) held.add(term);
  const isSaid = ({ term, surface }: QueryTerm) =>
    inWindow.has(term) ||
    [...relatedWords(surface.toLowerCase()).same].some((other) => !isStopTerm(other) && held.has(normaliseWord(other)));
  return missing.filter(isSaid).reduce((sum, { term }) => sum + (importance.get(term) ?? 0), 0) / totalImportance;
}

/** The text itself says "best", "should" or what else the question judges by. */
const makesJudgement = ({ judges }: Query, { article, start, end }: EvidenceSentence) => {
  const text = article.text.slice(start, end).toLowerCase();
  return judges.some((word) => new RegExp(`\\b${word}\\b`).test(text));
};

const UNSURE_OF_FIGURES = 0.25;

const isAgeAskedFor = ({ language, measure }: Query) => isOther(language) && measure?.[0] === 'age';

/** Undefined where the article's language can't tell. */
const windowTellsAge = (best: EvidenceSentence): boolean | undefined => {
  const { article } = best;
  const told = windowOf(best).map((number) => {
    const { start, end } = article.sentences[number];
    return tellsAge(article.language, article.text.slice(start, end));
  });
  return told.includes(undefined) ? undefined : told.includes(true);
};

/**
 * The best figure in the sentence and its neighbours, and of a day that is still to come the best in the sentence itself,
 * because days of the past stand everywhere; 1 where neither is asked for.
 */
function figureIn(query: Query, { terms }: Evidence, best: EvidenceSentence): number {
  if (query.answerType === 'time' && query.asksAhead) return best.features.candidate;
  if (!IN_FIGURES.has(query.answerType) && query.answerType !== 'contact') return 1;
  const { article } = best;
  const harm = harmAskedFor(query);
  if (harm.some(({ term }) => !heldAround(best).has(term))) return 0;
  // "Five of them died" counts what it should, whatever "them" are.
  if (harm.some(({ term }) => best.matched.has(term)) && best.features.candidate >= IS_NUMBER) return 1;
  const isAgeTold = isAgeAskedFor(query) ? windowTellsAge(best) : undefined;
  if (isAgeTold !== undefined) return isAgeTold ? 1 : 0;
  const counted = countedForms(query, terms);
  const strengths = windowOf(best).map(
    (number) => findAnswerCandidates(query, article.text, article.tokensOf(number), counted).strength,
  );
  // Of other languages fewer numerals are known.
  return Math.max(...strengths, isOther(query.language) ? UNSURE_OF_FIGURES : 0);
}
