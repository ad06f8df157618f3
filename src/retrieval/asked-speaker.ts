/** How well a sentence is said by the one whose words a question asks for. */
import type { Query } from '../query/query.js';
import { isStopTerm, normaliseWord, type Token, tokenize } from '../text/tokenize.js';
import { isNameIn } from './around-sentence.js';
import { capitalisedRuns } from './capitalised-runs.js';
import type { EvidenceArticle } from './read-article.js';
import { isRoleTerm, type Speaker } from './speakers/attribute.js';
import { quotesOrTellsOfAStatement, speaksAtOnce, speaksIn, subjectWords } from './speakers/subject-words.js';

/** What "minister" counts for in "Iran's foreign minister", where "Iran" counts 1. */
const ROLE_SHARE = 0.2;
/** Who is asked about as somebody's: in "Berg's mother" Berg counts as little as a role, because what Berg says is no answer. */
const RELATIVES = new Set(
  'mother mom mum father dad parent parents wife husband widow partner girlfriend boyfriend son daughter child children brother sister family relatives uncle aunt cousin grandmother grandfather friend friends neighbour fans supporters'
    .split(' ')
    .map(normaliseWord),
);
/** What any speaker counts where it is asked who says something. */
const SOMEONE_SPEAKS = 0.2;
/** What it counts that the one who is asked about may be the one who speaks. */
const PERHAPS = 0.6;
/** "Iran will not …, its foreign minister said": whose minister stands elsewhere in the sentence. */
const POSSESSIVES = new Set(['its', 'their']);

type Holds = { has(term: string): boolean };

/** In 0..1: 1 for the one who is asked about, less for whoever may be. */
export function speakerMatch(article: EvidenceArticle, number: number, { speakerTerms, otherWords }: Query): number {
  if (speakerTerms.length === 0) return article.attributionOf(number) ? SOMEONE_SPEAKS : 0;
  // What a speaker may be asked for by is known once the whole article is read.
  const attribution = article.attributions[number];
  const isOfSomebody = speakerTerms.length > 1 && RELATIVES.has(speakerTerms[speakerTerms.length - 1]);
  const weighOf = (term: string) => (isRoleTerm(term) || (isOfSomebody && !RELATIVES.has(term)) ? ROLE_SHARE : 1);
  const weighRoles = (list: string[]) => list.reduce((sum, term) => sum + weighOf(term), 0);
  const share = (list: string[]) => weighRoles(list) / weighRoles(speakerTerms);
  const namedIn = (held: Holds | undefined) => (held ? share(speakerTerms.filter((term) => held.has(term))) : 0);
  const tokens = article.tokensOf(number);
  // "The police" is no name, and "her father" stands beside one.
  const bySubject =
    attribution === undefined || attribution.isNamedHere ? namedIn(subjectWords(article.text, tokens)) : 0;
  if (!attribution) return Math.max(bySubject, PERHAPS * namedAround(article, number, namedIn));
  const { speaker } = attribution;
  const { terms } = speaker;
  if (isSomebodyElse(article, speaker, speakerTerms)) return 0;
  const roles = speakerTerms.filter(isRoleTerm);
  const isKnown = (asked: string) =>
    terms.has(asked) ||
    otherWords.some(
      ({ terms: of, phrase, kind }) =>
        of.includes(asked) &&
        // "Kyiv" says what Ukrainian officials say; its mayor doesn't.
        (kind !== 'seat' || roles.length === 0) &&
        phrase.every((term) => terms.has(term)),
    ) ||
    [...terms].some(
      (term) => term.length > 3 && asked.length > 3 && (term.startsWith(asked) || asked.startsWith(term)),
    );
  const isTheirs = tokens.some(({ term }) => POSSESSIVES.has(term) && terms.has(term));
  const whose = isTheirs ? PERHAPS * namedIn(article.matched[number]) : 0;
  const isOfThat =
    roles.length > 0 &&
    roles.every(isKnown) &&
    isOfNothingElse(speaker) &&
    isOnlyNamed(
      article,
      speakerTerms.filter((term) => !roles.includes(term)),
    );
  return Math.max(bySubject, whose, isOfThat ? PERHAPS : 0, share(speakerTerms.filter(isKnown)));
}

/** Nobody has two of these at once; "minister" goes with "prime". */
const OFFICES = new Set(
  'president minister king queen pope mayor governor senator chancellor ambassador sheriff'
    .split(' ')
    .map(normaliseWord),
);
/** What tells one minister from another. */
const PORTFOLIOS = new Set(
  'prime foreign defence defense interior finance health energy economy justice education'
    .split(' ')
    .map(normaliseWord),
);

/**
 * Whether the speaker has another office than the one who is asked about ("what did Iran's president say", said by its foreign
 * minister), or another first name ("Bobby Gregory", said by Julie Gregory) where the article has that one as well.
 */
function isSomebodyElse(article: EvidenceArticle, { name, terms }: Speaker, speakerTerms: string[]): boolean {
  const differs = (kinds: Set<string>) => {
    const asked = speakerTerms.filter((term) => kinds.has(term));
    return asked.length > 0 && !asked.some((term) => terms.has(term)) && [...terms].some((term) => kinds.has(term));
  };
  if (differs(OFFICES) || differs(PORTFOLIOS)) return true;
  // "Iran said" is nothing that its president did.
  const isHolder = speakerTerms.some((term) => OFFICES.has(term));
  if (isHolder && [...terms].every((term) => !OFFICES.has(term) && speakerTerms.includes(term))) return true;
  const names = speakerTerms.filter((term) => !isRoleTerm(term));
  // Nor is what a spokesman of its ministry says, who is called by nothing that is asked about.
  if (isHolder && names.length > 0 && ![...terms].some((term) => OFFICES.has(term))) {
    const own = new Set(tokenize(name).map(({ term }) => term));
    if (!names.some((term) => own.has(term)) && names.some((term) => terms.has(term))) return true;
  }
  const [first, last] = names.slice(-2);
  return (
    last !== undefined &&
    terms.has(last) &&
    !terms.has(first) &&
    ![...terms].some((term) => term[0] === first[0] || term.includes(first) || first.includes(term)) &&
    isNameIn(article, { term: first, isCapitalised: false })
  );
}

/** "The mayor, Ada Berg", in an article on Lindvik, may be Lindvik's; "Holm's mayor" and "Norwegian Mayor Per Lund" are not. */
function isOfNothingElse({ name, terms }: Speaker): boolean {
  const words = tokenize(name).map(({ term }) => term);
  const own = new Set(words.slice(words.findLastIndex(isRoleTerm) + 1));
  return [...terms].every((term) => own.has(term) || isRoleTerm(term) || isStopTerm(term));
}

/** Whether an article speaks of all these, and nobody in it is called by any. */
const isOnlyNamed = ({ held, attributions }: EvidenceArticle, terms: string[]): boolean =>
  terms.every((term) => held.has(term) && !attributions.some((attribution) => attribution?.speaker.terms.has(term)));

/** "Senator Per Lund disagreed, saying …": a full name at the beginning, which is not the one that is asked about. */
function startsWithAnother(
  { text }: EvidenceArticle,
  tokens: Token[],
  namedIn: (held: Holds | undefined) => number,
): boolean {
  for (const [first, end] of capitalisedRuns(text, tokens)) {
    if (first > 1) return false;
    const terms = tokens.slice(first, end + 1).map(({ term }) => term);
    if (terms.filter((term) => !isStopTerm(term) && !isRoleTerm(term)).length > 1) return namedIn(new Set(terms)) === 0;
  }
  return false;
}

/** So many sentences before "he tweeted" may have the name. */
const LOOKS_BACK = 3;

/** Where nobody is known to speak: who is named beside a quotation or a statement, or just before a sentence in which somebody speaks. */
function namedAround(article: EvidenceArticle, number: number, namedIn: (held: Holds | undefined) => number): number {
  const { text, matched } = article;
  const tokens = article.tokensOf(number);
  if (startsWithAnother(article, tokens, namedIn)) return 0;
  if (quotesOrTellsOfAStatement(text, tokens) || speaksAtOnce(text, tokens)) {
    const here = namedIn(matched[number]);
    if (here > 0) return here;
  }
  if (!speaksIn(text, tokens)) return 0;
  for (let before = number - 1; before >= Math.max(0, number - LOOKS_BACK); before--) {
    const named = namedIn(matched[before]);
    if (named > 0 || article.attributions[before]?.isNamedHere) return named;
  }
  return 0;
}
