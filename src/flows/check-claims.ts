/** A text held against the articles, sentence by sentence: what they support, what they say otherwise, what they don't cover. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Candidate, type CheckedArticle, candidateOf } from '../answering/checking/candidate.js';
import { type Judged, judgeStatement } from '../answering/checking/judge-statement.js';
import { namedAround } from '../answering/checking/left-open.js';
import { splitStatements } from '../answering/checking/split-statements.js';
import { readStatement, type Statement, saidBefore } from '../answering/checking/statement.js';
import { figuresIn, isSameFigure } from '../answering/claims/figures.js';
import { citationOf, isName, quoteSpan, titleCitationOf } from '../answering/draft-sentences.js';
import type { Citation } from '../answering/types.js';
import { verifyCitations } from '../answering/verify.js';
import type { Span } from '../core/types.js';
import type { Snapshot } from '../index/snapshot.js';
import { buildQuery, type Filters, type Query } from '../query/query.js';
import { type Evidence, findEvidence } from '../retrieval/find-evidence.js';
import { type Ranking, rankArticles } from '../retrieval/rank-articles.js';
import { type EvidenceArticle, mostOf } from '../retrieval/read-article.js';
import { cutToClause } from '../text/clauses.js';
import { QUOTE_MAX_CHARS } from '../text/split-sentences.js';
import type { AskDependencies } from './ask.js';

export const VERDICTS = ['supported', 'contradicted', 'not-covered'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface CheckedSentence {
  text: string;
  verdict: Verdict;
  /** The quote that carries it or says otherwise first; where nothing does, the nearest one, if any. */
  citations: Citation[];
  /** Whether the article only tells that somebody says it. */
  isSaid?: boolean;
  /** Who says it, where the quote says only "he". */
  speaker?: string;
  /** What differs: in the sentence, and in the first quote's `quote`. */
  differs?: { said: Span; told: Span };
}

export interface CheckedText {
  sentences: CheckedSentence[];
  /** Questions and chatter, which are not checked, and sentences behind the last that is. */
  leftOut: { questions: number; chatter: number; further: number };
}

export interface CheckOptions {
  filters?: Filters;
  signal?: AbortSignal;
}

const MOST_CANDIDATES = 16;
/** One that holds less than so much of what the best one does carries nothing. */
const WORTH_READING = 0.5;
/** What stands around a sentence counts so much of what stands in it. */
const AROUND_COUNTS = 0.5;
/** Of what a sentence speaks of, the nearest one shows so much, 0..1. */
const NEAR = 0.5;

/** Throws NoIndexError where there is no index. */
export function createCheck({ index, embedder, synonyms }: Omit<AskDependencies, 'beginWriting'>) {
  return async function check(text: string, { filters, signal }: CheckOptions = {}): Promise<CheckedText> {
    const { statements, leftOut } = splitStatements(text);
    const sentences: CheckedSentence[] = [];
    for (const statement of statements) {
      // Others have their turn in between.
      await nextTurn();
      signal?.throwIfAborted();
      const query = buildQuery({ question: statement, filters }, synonyms);
      const embedding = await embedder?.embedQuery(query.text, { signal });
      const vector = embedder && embedding && { embedding, isSemantic: embedder.semantic };
      sentences.push(await index.read((snapshot) => checkSentence(snapshot, statement, query, vector)));
    }
    return { sentences, leftOut };
  };
}

function checkSentence(
  snapshot: Snapshot,
  text: string,
  query: Query,
  vector: Parameters<typeof rankArticles>[2],
): CheckedSentence {
  const ranking = rankArticles(snapshot, query, vector);
  const evidence = findEvidence(snapshot, query, ranking);
  const found = candidatesFor(ranking).map((candidate) => {
    const statement = readStatement(text, candidate.around.names.hasCapitalised);
    return { statement, candidate, judged: judgeStatement(statement, candidate) };
  });
  const best = (verdict: Verdict) =>
    found.filter(({ judged }) => judged.verdict === verdict).sort((a, b) => b.judged.score - a.judged.score)[0];
  const otherwise = best('contradicted');
  const decided = best('supported') ?? (otherwise && !isToldElsewhere(otherwise, found) ? otherwise : undefined);
  const checked = decided && toChecked(text, decided);
  return checked ?? { text, verdict: 'not-covered', citations: nearestOf(evidence) };
}

/** A number that another sentence on the matter has: then the articles say both, or speak of two things. */
function isToldElsewhere({ statement, judged }: Found, found: Found[]): boolean {
  if (judged.verdict !== 'contradicted' || judged.difference.kind !== 'number') return false;
  const { start } = judged.difference.from;
  const mine = statement.figures.find((figure) => figure.start === start);
  return (
    mine !== undefined &&
    found.some((other) => figuresIn(other.candidate.text).some((figure) => isSameFigure(figure, mine)))
  );
}

interface Found {
  statement: Statement;
  candidate: Candidate;
  judged: Judged;
}

/** The sentences and headlines that hold most of the query's words. */
function candidatesFor({ read, importance }: Ranking): Candidate[] {
  const weigh = (held: ReadonlyMap<string, number>) =>
    [...held].reduce((sum, [term, share]) => sum + share * (importance.get(term) ?? 0), 0);
  return read
    .flatMap(({ article }) => [
      { article, number: undefined, weight: weigh(article.matchedInTitle) },
      ...article.matched.map((held, number) => ({
        article,
        number,
        weight: weigh(held) + AROUND_COUNTS * (weigh(mostOf([held, ...around(article, number)])) - weigh(held)),
      })),
    ])
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_CANDIDATES)
    .filter(({ weight }, _, [best]) => weight >= WORTH_READING * best.weight)
    .flatMap(({ article, number }) => candidateOf(article, number) ?? []);
}

const around = ({ matchedAlone, matchedInTitle }: EvidenceArticle, number: number) => [
  matchedInTitle,
  ...(number > 0 ? [matchedAlone[number - 1]] : []),
];

/** Undefined where the quote doesn't stand in its article. */
function toChecked(text: string, { statement, candidate, judged }: Found): CheckedSentence | undefined {
  const { article, number } = candidate;
  const difference = judged.verdict === 'contradicted' ? judged.difference : undefined;
  const quote = number === undefined ? titleCitationOf(article.meta) : quoteOf(candidate, number, difference?.told);
  const attribution = number === undefined ? undefined : article.attributions[number];
  const speaker = attribution && !attribution.isNamedHere ? attribution.speaker : undefined;
  const naming = [
    ...(speaker ? [cut(article, article.sentences[speaker.namedIn], speaker.span)] : []),
    ...namedAround(statement, judged.compared).map(({ span }) => cut(article, span, span)),
  ].filter(
    ({ start }, i, all) =>
      (start !== quote.start || quote.field === 'title') && all.findIndex((other) => other.start === start) === i,
  );
  const citations = standing([quote, ...naming], [article]);
  if (citations[0] !== quote) return undefined;
  const offset = quote.start - (number === undefined ? 0 : article.sentences[number].start);
  const told = difference && { start: difference.told.start - offset, end: difference.told.end - offset };
  return {
    text,
    verdict: judged.verdict,
    citations,
    ...((attribution || saidBefore(candidate.text) > 0) && { isSaid: true }),
    ...(speaker && isName(speaker.name) && { speaker: speaker.name }),
    ...(difference && told && { differs: { said: difference.from, told } }),
  };
}

/** Those that stand verbatim in their articles. */
function standing(citations: Citation[], articles: CheckedArticle[]): Citation[] {
  const sentences = citations.map(({ quote }, place) => ({ text: quote, citations: [place] }));
  return verifyCitations({ sentences, citations }, (id) => articles.find(({ meta }) => meta.id === id)).citations;
}

function quoteOf({ article }: Candidate, number: number, told: Span | undefined): Citation {
  const sentence = article.sentences[number];
  const start = sentence.start + (told?.start ?? 0);
  return cut(article, sentence, { start, end: start + 1 });
}

const cut = (article: CheckedArticle, span: Span, focus: Span) =>
  citationOf(article, cutToClause(article.text, span, focus, QUOTE_MAX_CHARS));

/** The sentence that comes nearest, where it is near at all. */
function nearestOf({ sentences: [best] }: Evidence): Citation[] {
  if (!best || best.features.coverage < NEAR) return [];
  return standing([citationOf(best.article, quoteSpan(best))], [best.article]);
}
