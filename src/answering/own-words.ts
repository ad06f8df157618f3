/** A question that leans on earlier turns, held to its own words: "what about France?" is not answered by what was asked before. */
import { isLightTerm } from '../query/light-terms.js';
import type { Query, QueryTerm } from '../query/query.js';
import { ANSWER_TURN_WEIGHT } from '../query/query-terms.js';
import { heldAround, isOfNamedTime } from '../retrieval/around-sentence.js';
import {
  type Evidence,
  type EvidenceSentence,
  isTold,
  TOLD_COSTS,
  withoutDuplicates,
} from '../retrieval/find-evidence.js';
import { asksForWords } from '../retrieval/first-sentence.js';
import { normaliseWord } from '../text/tokenize.js';

/** So much of its own words must stand around a sentence, and of what was asked before in its article. */
const HALF = 0.5;
/** What it is worth that they stand in the sentence itself. */
const ITSELF = 2;
/** And that its article was quoted in the answer before. */
const OF_THE_SAME = 1;
/** "Did she want it at first", "how did they get in": what is told may say that in any words. */
const SAYS_LITTLE = new Set(
  'want need get come go last first one other new old still ever also start begin end find use try let keep put see know plan work next then result outcome update detail news latest newest reason happen'
    .split(' ')
    .map(normaliseWord),
);
/** "How much did he pay": the sum says so. */
const SUMS = new Set('pay cost price spend worth charge'.split(' ').map(normaliseWord));

/**
 * The sentences around which half of the question's own words stand, in articles on what was asked before, those that hold
 * them first; undefined where there are none. `evidence` as it is where nothing was said before.
 */
export function onOwnWords(query: Query, evidence: Evidence): Evidence | undefined {
  const importanceOf = (term: string) => evidence.importance.get(term) ?? 0;
  const earlier = query.terms.filter(({ isOwn, weight }) => !isOwn && weight > ANSWER_TURN_WEIGHT);
  if (earlier.length === 0) return evidence;
  const own = query.terms.filter(
    ({ term, surface, isOwn }) =>
      isOwn &&
      !isLightTerm(term) &&
      !SAYS_LITTLE.has(term) &&
      !asksForWords(surface) &&
      !(query.answerType === 'money' && SUMS.has(term)),
  );
  const half = (terms: QueryTerm[], isHeld: (term: QueryTerm) => boolean) => {
    const weigh = (some: QueryTerm[]) => some.reduce((sum, { term, weight }) => sum + weight * importanceOf(term), 0);
    return weigh(terms.filter(isHeld)) >= HALF * weigh(terms);
  };
  const holds = (sentence: EvidenceSentence, held: { has(term: string): boolean }) =>
    half(own, ({ term }) => held.has(term) || (query.timeTerms.has(term) && isOfNamedTime(sentence.article)));
  const found = [...evidence.sentences, ...evidence.further];
  const told = new Set(found.filter(({ terms }) => isTold(terms, query.told)));
  const toldFrom = new Set([...told].map(({ article }) => article));
  // The turns before, each of which has a weight of its own.
  const turns = [...new Set(earlier.map(({ weight }) => weight))]
    .map((of) => earlier.filter(({ weight }) => weight === of))
    .filter((terms, _, all) => terms.length > 1 || all.length === 1);
  const isOnTopic = ({ article }: EvidenceSentence) =>
    query.isCorrection ||
    toldFrom.has(article) ||
    turns.some((terms) => half(terms, ({ term }) => article.held.has(term)));
  const worthOf = (sentence: EvidenceSentence) =>
    sentence.score +
    (holds(sentence, sentence.matched) ? ITSELF : 0) +
    (toldFrom.has(sentence.article) && !query.isCorrection ? OF_THE_SAME : 0) +
    // "When was this?": what was told may say so itself.
    (own.length === 0 && sentence.features.candidate === 1 && told.has(sentence) ? TOLD_COSTS : 0);
  const all = found.filter((sentence) => isOnTopic(sentence) && holds(sentence, heldAround(sentence)));
  if (all.length === 0) return undefined;
  // The one that was put first, though others score higher, stays first where it holds them itself.
  const [first, ...others] = all;
  const keepsFirst = first === evidence.sentences[0] && holds(first, first.matched);
  const worth = new Map(all.map((sentence) => [sentence, worthOf(sentence)]));
  const ordered = [...(keepsFirst ? others : all)].sort((a, b) => worth.get(b)! - worth.get(a)!);
  const sentences = withoutDuplicates(keepsFirst ? [first, ...ordered] : ordered, evidence.sentences.length);
  return { ...evidence, sentences, further: all.filter((sentence) => !sentences.includes(sentence)) };
}
