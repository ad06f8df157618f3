/**
 * The best sentences of the best articles: each with its features, one linear score, and who says it.
 * What is done with them (answer or abstain) is for answering/ to judge.
 */
import type { Snapshot } from '../index/snapshot.js';
import type { Query } from '../query/query.js';
import { leadsElsewhere } from '../text/leads-elsewhere.js';
import { holderFirst } from './first-sentence.js';
import { noiseFloorOf } from './noise-floor.js';
import type { Ranking } from './rank-articles.js';
import type { EvidenceArticle } from './read-article.js';
import { type Candidate, comparePlaces } from './read-candidates.js';
import type { ArticleParts } from './score-articles.js';
import type { ScoredTerm } from './score-words.js';
import { type SentenceFeatures, sentenceScore } from './sentence-features.js';
import type { Attribution } from './speakers/attribute.js';

export type { EvidenceArticle } from './read-article.js';

/** How many articles may be quoted; more where the question names several outlets, or may be disputed. */
const MAX_ARTICLES = 6;
const MAX_ARTICLES_OF_SIDES = 10;
const MAX_EVIDENCE = 8;

export interface EvidenceSentence {
  article: EvidenceArticle;
  /** Its number within the article. */
  number: number;
  start: number;
  end: number;
  /** Larger is better; comparable within one query only. */
  score: number;
  features: SentenceFeatures;
  /** Terms of the query that it holds, and all its content terms. */
  matched: Set<string>;
  readonly terms: ReadonlySet<string>;
  readonly attribution: Attribution | undefined;
}

/** All that the gate and the composer look at. */
export interface Evidence {
  /** Best first, at most 8, near-duplicates left out; before them one that holds what can be seen to be asked for. */
  sentences: EvidenceSentence[];
  /** All other candidates, best first, near-duplicates among them. */
  further: EvidenceSentence[];
  /** Best first. */
  articles: EvidenceArticle[];
  /** What speaks for the first article of the ranking; undefined where nothing was found. */
  firstArticle: ArticleParts | undefined;
  /** What was looked up for the query's terms. */
  terms: ScoredTerm[];
  /** How much each of the query's terms counts, by term; the sum over the query is `totalImportance`. */
  importance: Map<string, number>;
  totalImportance: number;
  /** How many outlets of the index the question names. */
  sourcesNamed: number;
  /** How many articles the corpus has. */
  corpusArticles: number;
  /** How well questions about something else do in this index: see noise-floor.ts. */
  noiseFloor: number;
}

/**
 * The best sentences of the best articles, best first.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { buildQuery } from '../query/query.js';
 * import { findEvidence } from './find-evidence.js';
 * import { rankArticles } from './rank-articles.js';
 *
 * const query = buildQuery({ question: 'Who denied sending drones?' });
 * const best = await EmbeddedIndex.open('data').read((snapshot) => {
 *   const [{ article, start, end }] = findEvidence(snapshot, query, rankArticles(snapshot, query)).sentences;
 *   return article.body.slice(start, end);
 * });
 * ```
 */
export function findEvidence(snapshot: Snapshot, query: Query, ranking: Ranking): Evidence {
  const { importance, totalImportance, sourcesNamed, terms } = ranking;
  const hasSides = sourcesNamed > 1 || query.answerType === 'yes-no';
  const read = ranking.read.slice(0, hasSides ? MAX_ARTICLES_OF_SIDES : MAX_ARTICLES);
  const best = read[0]?.score || 1;
  const shares = new Map(read.map(({ article, score }) => [article, Math.max(0, score / best)]));
  const subjectsMissing = documentSubjects(query, ranking);
  const bestPassage = Math.max(1e-9, ...ranking.candidates.map(({ features }) => features.passageWords));
  const sentences = ranking.candidates.flatMap((candidate) => {
    const share = shares.get(candidate.article);
    if (share === undefined) return [];
    const { article, features } = candidate;
    if (!article.outline?.hasSections) return toSentence(candidate, share, query);
    const passage = features.passageWords / bestPassage;
    const costs = OTHER_SUBJECT_COSTS * subjectsMissing(article);
    return toSentence(candidate, (1 - PASSAGE_SHARE) * share + PASSAGE_SHARE * passage, query, costs);
  });
  sentences.sort((a, b) => b.score - a.score || comparePlaces(a, b));
  const chosen = holderFirst(query, ranking, withoutDuplicates(sentences, MAX_EVIDENCE));
  return {
    sentences: chosen,
    further: sentences.filter((sentence) => !chosen.includes(sentence)),
    articles: read.map(({ article }) => article),
    firstArticle: ranking.top(1)[0]?.parts,
    terms,
    importance,
    totalImportance,
    sourcesNamed,
    corpusArticles: snapshot.articleCount,
    noiseFloor: noiseFloorOf(snapshot),
  };
}

/**
 * Of a document with sections, so much of what its article counts goes by the passage. 171 questions over manuals and other pages of
 * sections: right sentence first 84 → 88, with what an article holds told by section.
 */
const PASSAGE_SHARE = 0.4;

/**
 * What a sentence loses whose document never mentions what the question is about. 57 questions over three corpora of manuals,
 * unseen before: right sentence first 20 → 22.
 */
const OTHER_SUBJECT_COSTS = 2;
/** Of the documents read, so many at most mention what one of them is about. */
const MOST_MENTIONING = 0.34;
/** A title names it by the word itself, or by another name of the same thing. */
const AS_GOOD_AS_ITSELF = 0.9;

/**
 * "How do I hide who joins in weechat": of what some document's title names, and few speak of, the share that an article never
 * mentions. A manual of another program holds "hide" and "join" as well.
 */
function documentSubjects({ terms }: Query, { read }: Ranking): (article: EvidenceArticle) => number {
  if (!read.some(({ article }) => article.outline?.hasSections)) return () => 0;
  const names = (term: string) =>
    read.some(({ article }) => (article.matchedInTitle.get(term) ?? 0) >= AS_GOOD_AS_ITSELF);
  const mentions = (term: string) => read.filter(({ article }) => article.held.has(term)).length;
  const subjects = terms.filter(
    ({ term, isOwn }) => isOwn && names(term) && mentions(term) <= MOST_MENTIONING * read.length,
  );
  return (article) =>
    subjects.length === 0 ? 0 : subjects.filter(({ term }) => !article.held.has(term)).length / subjects.length;
}

/** `articleShare` is its article's score over the best article's; `costs` are taken off. */
function toSentence(
  { article, number, features: own }: Candidate,
  articleShare: number,
  { told }: Query,
  costs = 0,
): EvidenceSentence {
  const features = { ...own, article: articleShare };
  return {
    article,
    number,
    ...article.sentences[number],
    score:
      sentenceScore(features) -
      costs -
      (article.wordsOf(number).hasContent(FEWEST_TERMS) ? 0 : TOO_SHORT_COSTS) -
      (article.outline?.kindOf(number) === 'code' ? CODE_COSTS : 0) -
      (isLine(article, number) ? LINE_COSTS : 0) -
      (isLead(article, number) ? LINE_COSTS : 0) -
      (features.heading < HEADING_ASKS && isReply(article, number) ? REPLY_COSTS : 0) -
      (told.length > 0 && isTold(article.contentOf(number), told) ? TOLD_COSTS : 0),
    features,
    matched: new Set(article.matched[number].keys()),
    get terms() {
      return article.contentOf(number);
    },
    get attribution() {
      return article.attributionOf(number);
    },
  };
}

/** Who asks on wants what wasn't told: a sentence of the last answer, or one that says the same. */
export const TOLD_COSTS = 3;
const SAME_AS_TOLD = 0.7;

/** Whether one of the sentences `told`, by their terms, says the same. */
export const isTold = (terms: ReadonlySet<string>, told: readonly Set<string>[]): boolean =>
  told.some((sentence) => similarity(sentence, terms) >= SAME_AS_TOLD);

/** "By our reporter", "12 March 2024", "Photo: archive": of a document's paragraphs, a short one without an end. */
const LINE_COSTS = 3;
const MAX_LINE_CHARS = 60;

export function isLine({ outline, text, sentences }: EvidenceArticle, number: number): boolean {
  if (outline?.kindOf(number) !== 'paragraph') return false;
  const { start, end } = sentences[number];
  if (hasMoreLetters(text, start, end, MAX_LINE_CHARS)) return false;
  const line = text.slice(start, end).replace(/\s+/g, ' ');
  return line.length <= MAX_LINE_CHARS && !/[.!?…。！？:;][\s"'”’»)]*$/.test(line);
}

/** Whether more than so many of its characters are ASCII's letters and marks: most sentences are told from a line by that. */
function hasMoreLetters(text: string, start: number, end: number, most: number): boolean {
  let count = 0;
  for (let i = start; i < end && count <= most; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x20 && unit < 0x7f) count++;
  }
  return count > most;
}

/** "Read more: …": of another article. */
const LEAD_CHARS = 80;

function isLead({ text, sentences }: EvidenceArticle, number: number): boolean {
  const { start, end } = sentences[number];
  return leadsElsewhere(text.slice(start, Math.min(end, start + LEAD_CHARS)));
}

/** "Yes, since 2019.": what was said to another question says yes to this one where it is quoted. */
const REPLY = /^\W*(?:yes|no|yep|nope|sure|certainly|of course|absolutely)\s?[,.!:;\u2013\u2014]/i;
const REPLY_CHARS = 24;
const REPLY_COSTS = 3;
/** From this share of a question on, a heading asks it, and what stands below may reply. */
const HEADING_ASKS = 0.4;

const isReply = ({ outline, text, sentences }: EvidenceArticle, number: number): boolean =>
  outline?.headingOf(number) !== undefined &&
  REPLY.test(text.slice(sentences[number].start, sentences[number].start + REPLY_CHARS));

/** Code is shown behind the sentence that leads to it; alone it says little. */
const CODE_COSTS = 3;

/** A sentence of fewer words that count says too little to be an answer. */
const FEWEST_TERMS = 3;
const TOO_SHORT_COSTS = 1;

/** Sentences that say nearly the same as a better one are left out. */
export function withoutDuplicates(sentences: EvidenceSentence[], most: number): EvidenceSentence[] {
  const kept: EvidenceSentence[] = [];
  for (const sentence of sentences) {
    if (kept.length === most) break;
    if (!kept.some((better) => similarity(better.terms, sentence.terms) > sameFrom(sentence))) kept.push(sentence);
  }
  return kept;
}

/** Of two rows a single cell may be all that differs: "Snare duration · 4 s · 3 s". */
const sameFrom = ({ article, number }: EvidenceSentence) => (article.outline?.kindOf(number) === 'row' ? 0.99 : 0.8);

/** Jaccard similarity of two sets of terms. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let shared = 0;
  for (const term of a) if (b.has(term)) shared++;
  return shared / (a.size + b.size - shared);
}
