/** What is disputed: sentences that deny, and the sentences that say what is denied. */
import type { SummaryCandidate } from './candidates.js';
import { isReportingTerm } from './weigh-terms.js';

const DENIAL =
  /\b(?:denial|den(?:y|ies|ied|ying)(?! (?:bail|entry|access|parole|medical|service|asylum|visas?|bond))|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|disput(?:e|es|ed|ing)|(?:reject|dismiss|contest)(?:s|ed|es|ing)?\b(?=.*\b(?:alleg|accus|claim|report|charge|suggest|notion|idea)))\b/i;
const UNTRUE = /\b(?:not true|untrue|(?:is|are|was|were) false|baseless|unfounded|fabricat\w+|no evidence)\b/i;
const ASSERTION =
  /\b(?:alleg(?:e|es|ed|ing|edly)|accus(?:e|es|ed|ing)|claim(?:s|ed|ing) (?:that|to|the|he|she|they|it)|blam(?:e|es|ed|ing)|charg(?:es|ed|ing)\b(?! with a))\b/i;
/** Two sentences that share this many terms are taken to speak of the same thing. */
const MIN_SHARED_TERMS = 2;

const textOf = ({ article: { text, sentences }, number }: SummaryCandidate) =>
  text.slice(sentences[number].start, sentences[number].end);

const denies = (candidate: SummaryCandidate) => {
  const text = textOf(candidate);
  return DENIAL.test(text) || UNTRUE.test(text);
};
export const asserts = (candidate: SummaryCandidate) => ASSERTION.test(textOf(candidate)) && !denies(candidate);

export interface Dispute {
  denial: SummaryCandidate;
  /** The sentences that say what is denied, best first; empty where the denial alone says it. */
  assertions: SummaryCandidate[];
}

/** Every denial with the assertions that share its terms. */
export function findDisputes(candidates: SummaryCandidate[], weights: Map<string, number>): Dispute[] {
  const assertions = candidates.filter(asserts);
  return candidates.filter(denies).map((denial) => ({
    denial,
    assertions: assertions
      .map((candidate) => ({ candidate, shared: sharedTerms(denial, candidate) }))
      .filter(({ shared }) => shared.length >= MIN_SHARED_TERMS)
      .map(({ candidate, shared }) => ({
        candidate,
        weight: candidate.worth * shared.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0),
      }))
      .sort((a, b) => b.weight - a.weight)
      .map(({ candidate }) => candidate),
  }));
}

const sharedTerms = (a: SummaryCandidate, b: SummaryCandidate) =>
  [...a.terms].filter((term) => b.terms.has(term) && !isReportingTerm(term));
