/** An article in few words: what happened, what is disputed, who says what, and what else it speaks of most. */
import { isName } from '../answering/draft-sentences.js';
import type { Draft } from '../answering/types.js';
import type { Speaker } from '../retrieval/speakers/attribute.js';
import { candidatesOf, type SummaryCandidate } from './candidates.js';
import { countWords } from './count-words.js';
import { asserts, findDisputes } from './disputes.js';
import type { ParsedArticle } from './parse-article.js';
import { Selection } from './selection.js';
import { MAX_WORDS, type SummaryLength } from './types.js';
import { centrality, weighTerms } from './weigh-terms.js';
import { isQuestionOrQuotation, tellingWorth } from './worth.js';

/** The largest share of an article that a summary takes, unless that is less than `MIN_WORDS`. */
const MAX_SHARE: Record<SummaryLength, number> = { short: 0.35, medium: 0.5, long: 0.75 };
const MIN_WORDS: Record<SummaryLength, number> = { short: 40, medium: 60, long: 60 };
/** The most statements of speakers before other central sentences. */
const MAX_STATEMENTS: Record<SummaryLength, number> = { short: 1, medium: 4, long: 8 };
/** The first sentences, among which what happened is looked for, and how fast the worth of a place falls towards 1. */
const LEAD_PLACES = 4;
const EARLY_BONUS = 0.6;
const EARLY_PLACES = 4;
const CENTRAL_BONUS = 2;
/** A sentence that brings less than this share of the first one's value is left out. */
const LEAST_SHARE = 0.15;
const SECOND_DENIAL_FACTOR = 0.5;

/** An empty draft where the article has no text. */
export function summarizeArticle(article: ParsedArticle, length: SummaryLength): Draft {
  const weights = weighTerms([article]);
  const maxWords = Math.min(
    MAX_WORDS[length],
    Math.max(MIN_WORDS[length], Math.floor(MAX_SHARE[length] * proseWords(article))),
  );
  const central = centrality(article, weights);
  const candidates = candidatesOf(
    article,
    (number, place) => worthOf(article, number, place) * (1 + CENTRAL_BONUS * central.get(number)!),
  );
  const selection = new Selection({ weights, maxWords, compare: (a, b) => a.number - b.number });
  const disputes = findDisputes(candidates, weights);
  /** An assertion that is denied comes only with its denial. */
  const allow = (candidate: SummaryCandidate) => {
    if (!asserts(candidate)) return true;
    const denials = disputes.filter(({ assertions }) => assertions.includes(candidate)).map(({ denial }) => denial);
    return denials.length === 0 || denials.some((denial) => selection.has(denial));
  };

  const leads = leadsOf(candidates, article);
  const stating = leads.filter((candidate) => !isQuestionOrQuotation(candidate.article, candidate.number));
  selection.fill(stating.length > 0 ? stating : leads, { most: 1 });
  const best = [...disputes].sort((a, b) => rank(selection, b.denial) - rank(selection, a.denial))[0];
  if (best && selection.tryAdd(best.denial)) {
    best.assertions.find((assertion) => selection.tryAdd(assertion));
    // A second denial of the same adds little.
    for (const { denial } of disputes) if (denial !== best.denial) denial.worth *= SECOND_DENIAL_FACTOR;
  }
  const voices = voicesOf(candidates);
  const heard = (voice: Speaker) => selection.chosen.filter((candidate) => speakerOf(candidate) === voice).length;
  // Speakers are heard in proportion to what they say: next is whoever is furthest below their share (Sainte-Laguë
  // 1910).
  for (let turn = 0; turn < MAX_STATEMENTS[length] && voices.length > 0; turn++) {
    const claim = ({ speaker, statements }: Voice) => statements.length / (2 * heard(speaker) + 1);
    voices.sort((a, b) => claim(b) - claim(a));
    const before = selection.chosen.length;
    selection.fill(voices[0].statements, { most: 1, allow });
    if (selection.chosen.length === before) voices.shift();
  }
  selection.fill(candidates, { allow, leastShare: LEAST_SHARE });
  selection.restore();
  if (selection.chosen.length === 0 && article.sentences.length > 0) selection.squeezeIn(firstOf(candidates, article));
  return selection.draft();
}

const proseWords = ({ text, sentences, prose }: ParsedArticle) =>
  prose.reduce((sum, number) => sum + countWords(text.slice(sentences[number].start, sentences[number].end)), 0);

/** A sentence's worth: early ones tell what happened. */
const worthOf = (article: ParsedArticle, number: number, place: number) =>
  (1 + EARLY_BONUS * Math.exp(-place / EARLY_PLACES)) * tellingWorth(article, number);

/** The first sentences that need no other one. */
const leadsOf = (candidates: SummaryCandidate[], { prose }: ParsedArticle) =>
  candidates.filter(({ number, needs }) => needs.length === 0 && prose.indexOf(number) < LEAD_PLACES);

const firstOf = (candidates: SummaryCandidate[], article: ParsedArticle): SummaryCandidate =>
  candidates[0] ?? { article, number: article.prose[0], terms: article.terms[article.prose[0]], worth: 1, needs: [] };

/** A denial that was chosen already is the best; otherwise the one that says most. */
const rank = (selection: Selection, candidate: SummaryCandidate) =>
  selection.has(candidate) ? Number.POSITIVE_INFINITY : selection.value(candidate);

const speakerOf = ({ article, number }: SummaryCandidate): Speaker | undefined => article.attributions[number]?.speaker;

interface Voice {
  speaker: Speaker;
  statements: SummaryCandidate[];
}

/**
 * Speakers with more than one statement, by how much they say, of equals the earlier. Roles without a name are left
 * out.
 */
function voicesOf(candidates: SummaryCandidate[]): Voice[] {
  const voices = new Map<Speaker, SummaryCandidate[]>();
  for (const candidate of candidates) {
    const speaker = speakerOf(candidate);
    if (speaker && isName(speaker.name)) voices.set(speaker, [...(voices.get(speaker) ?? []), candidate]);
  }
  return [...voices]
    .map(([speaker, statements]) => ({ speaker, statements }))
    .filter(({ statements }) => statements.length > 1);
}
