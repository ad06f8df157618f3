/** Chooses one to five sentences that together answer. How they are quoted and led is left to draft-sentences.ts. */

import type { AnswerType, Query } from '../query/query.js';
import { type Evidence, type EvidenceSentence, similarity } from '../retrieval/find-evidence.js';
import { draftSentences, leadingSpeaker } from './draft-sentences.js';
import { chancesNeeded, howMany } from './quote-features.js';
import type { Draft, LeftOut } from './types.js';
import { dayOf, newestVersion } from './versions.js';

/** The most sentences that are chosen for the question, and how far below the best one's score a further one may be. */
interface Bounds {
  most: number;
  maxGap: number;
}
const OF_OPEN: Bounds = { most: 5, maxGap: 6 };
const OF_FACT: Bounds = { most: 4, maxGap: 4 };
/** Where one person is asked about, who may say several things. */
const OF_WORDS: Bounds = { most: 4, maxGap: 3 };
const MAX_SENTENCES = 5;
const MAX_SIMILARITY = 0.55;
/** From this match on, a sentence is said by the one who is asked about; others then say nothing to the question. */
const ASKED_SPEAKER = 0.5;
/** Kinds of answer that are no single fact. */
const OPEN: Set<AnswerType> = new Set(['other', 'reason']);

/** A draft, and why the other sentences that were found are not in it. */
export interface Composition {
  draft: Draft;
  leftOut: Map<EvidenceSentence, LeftOut>;
}

/** An empty draft where there is no evidence. */
export function composeExtractive(query: Query, evidence: Evidence): Composition {
  const { chosen: best, leftOut } = chooseSentences(query, evidence);
  const newest = best.length > 0 ? newestVersion(query, best[0], evidence) : undefined;
  const chosen = withContext(newest ? withVersion(best, newest, leftOut) : best, evidence);
  const rank = new Map(evidence.articles.map((article, i) => [article, i]));
  const byDay = (a: EvidenceSentence, b: EvidenceSentence) => (newest ? (dayOf(b) || 0) - (dayOf(a) || 0) : 0);
  const inReadingOrder = [...chosen].sort(
    (a, b) => byDay(a, b) || rank.get(a.article)! - rank.get(b.article)! || a.start - b.start,
  );
  return { draft: draftSentences(chosen, inReadingOrder), leftOut };
}

/** The best sentence, then the likeliest to be needed; of the one person asked about, whatever is said best. */
function chooseSentences(query: Query, { sentences }: Evidence) {
  const [best] = sentences;
  const leftOut: Composition['leftOut'] = new Map();
  if (!best) return { chosen: [], leftOut };
  const { most, maxGap } = boundsFor(query);
  const inReach = sentences.filter(({ score }) => best.score - score <= maxGap);
  const chances = query.speakerTerms.length > 0 ? inReach.map(() => 1) : chancesNeeded(inReach);
  const number = howMany(chances, most);
  const chosen = [best];
  const whyNot = (sentence: EvidenceSentence): LeftOut | undefined => {
    if (chosen.some((other) => similarity(other.terms, sentence.terms) > MAX_SIMILARITY)) return 'repeats';
    if (best.features.speaker >= ASKED_SPEAKER && sentence.features.speaker < ASKED_SPEAKER) return 'other-speaker';
    if (best.score - sentence.score > maxGap) return 'weaker';
    if (chosen.length === number) return number === most ? 'enough' : 'weaker';
    return undefined;
  };
  const others = byChance(inReach.slice(1), chances.slice(1));
  for (const sentence of [...others, ...sentences.slice(inReach.length)]) {
    const reason = whyNot(sentence);
    if (reason) leftOut.set(sentence, reason);
    else chosen.push(sentence);
  }
  return { chosen, leftOut };
}

/** How many sentences may be quoted for a question, by what it asks. */
export function boundsFor({ answerType, speakerTerms }: Pick<Query, 'answerType' | 'speakerTerms'>): Bounds {
  if (speakerTerms.length > 0) return OF_WORDS;
  return OPEN.has(answerType) ? OF_OPEN : OF_FACT;
}

/** The other version of the figure right behind the best sentence, in place of the last one where there is no room. */
function withVersion(
  chosen: EvidenceSentence[],
  version: EvidenceSentence,
  leftOut: Map<EvidenceSentence, LeftOut>,
): EvidenceSentence[] {
  const [best, ...others] = chosen;
  const rest = others.filter((other) => other !== version);
  for (const dropped of rest.slice(MAX_SENTENCES - 2)) leftOut.set(dropped, 'enough');
  leftOut.delete(version);
  return [best, version, ...rest.slice(0, MAX_SENTENCES - 2)];
}

/** The likeliest first; of equals the better one. */
function byChance(sentences: EvidenceSentence[], chances: number[]): EvidenceSentence[] {
  const order = sentences.map((_, i) => i).sort((a, b) => chances[b] - chances[a] || a - b);
  return order.map((i) => sentences[i]);
}

const DANGLING = /^["“‘']?(he|she|they|it|this|these|those|his|her|their|its)\b/i;

/** Where the best sentence begins with a pronoun whose name isn't known, the sentence before it comes along. */
function withContext(chosen: EvidenceSentence[], { importance }: Evidence): EvidenceSentence[] {
  const best = chosen[0];
  if (!best || best.number === 0 || chosen.length >= MAX_SENTENCES) return chosen;
  if (best.attribution?.isNamedHere || leadingSpeaker(best)) return chosen;
  const { article, number } = best;
  if (!DANGLING.test(article.body.slice(best.start, best.end))) return chosen;
  if (chosen.some((other) => other.article === article && other.number === number - 1)) return chosen;
  const terms = new Set(article.tokensOf(number - 1).map(({ term }) => term));
  const matched = new Set([...importance.keys()].filter((term) => terms.has(term)));
  const before = { ...best, ...article.sentences[number - 1], number: number - 1, matched, terms };
  return [...chosen, { ...before, attribution: article.attributionOf(number - 1) }];
}
