/** Chooses one to four sentences that together answer. How they are quoted and led is left to draft-sentences.ts. */
import { type Evidence, type EvidenceSentence, similarity } from '../retrieval/find-evidence.js';
import type { AnswerType, Query } from '../retrieval/query.js';
import { draftSentences, leadingSpeaker } from './draft-sentences.js';
import type { Draft, LeftOut } from './types.js';

const MAX_SENTENCES = 4;
/**
 * How far below the best one's score a further sentence may be, and how far when it adds terms of the question that are
 * still uncovered. A question after one fact is answered by one sentence; an open one takes several.
 */
const MAX_GAP = { fact: 0.2, open: 0.45 };
const MAX_GAP_ADDING = { fact: 0.35, open: 0.65 };
const MIN_ADDED_COVERAGE = 0.08;
const MAX_SIMILARITY = 0.55;
/** From this match on, a sentence is said by the one who is asked about; others then say nothing to the question. */
const ASKED_SPEAKER = 0.5;
/** Kinds of answer that are no single fact. */
const OPEN: Set<AnswerType> = new Set(['other', 'reason', 'yes-no']);

/** A draft, and why the other sentences that were found are not in it. */
export interface Composition {
  draft: Draft;
  leftOut: Map<EvidenceSentence, LeftOut>;
}

/** An empty draft where there is no evidence. */
export function composeExtractive(query: Query, evidence: Evidence): Composition {
  const { chosen: best, leftOut } = chooseSentences(query, evidence);
  const chosen = withContext(best, evidence);
  const rank = new Map(evidence.articles.map((article, i) => [article, i]));
  const inReadingOrder = [...chosen].sort((a, b) => rank.get(a.article)! - rank.get(b.article)! || a.start - b.start);
  return { draft: draftSentences(chosen, inReadingOrder), leftOut };
}

/** Best first, the best always among them. */
function chooseSentences(query: Query, { sentences, importance, totalImportance }: Evidence) {
  const kind = OPEN.has(query.answerType) ? 'open' : 'fact';
  const [best, ...others] = sentences;
  const leftOut: Composition['leftOut'] = new Map();
  if (!best) return { chosen: [], leftOut };
  const chosen = [best];
  const covered = new Set(best.matched);
  const whyNot = (sentence: EvidenceSentence): LeftOut | undefined => {
    if (chosen.length === MAX_SENTENCES) return 'enough';
    if (chosen.some((other) => similarity(other.terms, sentence.terms) > MAX_SIMILARITY)) return 'repeats';
    if (best.features.speaker >= ASKED_SPEAKER && sentence.features.speaker < ASKED_SPEAKER) return 'other-speaker';
    let added = 0;
    for (const term of sentence.matched) if (!covered.has(term)) added += importance.get(term) ?? 0;
    const maxGap = added / totalImportance >= MIN_ADDED_COVERAGE ? MAX_GAP_ADDING : MAX_GAP;
    return best.score - sentence.score > maxGap[kind] ? 'weaker' : undefined;
  };
  for (const sentence of others) {
    const reason = whyNot(sentence);
    if (reason) {
      leftOut.set(sentence, reason);
      continue;
    }
    chosen.push(sentence);
    for (const term of sentence.matched) covered.add(term);
  }
  return { chosen, leftOut };
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
  const terms = new Set(article.tokens[number - 1].map(({ term }) => term));
  const matched = new Set([...importance.keys()].filter((term) => terms.has(term)));
  const before = { ...best, ...article.sentences[number - 1], number: number - 1, matched, terms };
  return [...chosen, { ...before, attribution: article.attributions[number - 1] }];
}
