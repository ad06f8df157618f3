/**
 * One version of the index as questions see it: live articles, exact counts over them, segments, and bodies on demand.
 * A snapshot is used inside one read transaction, so that bodies and segments always belong to the same version.
 */
import type { Embedding } from '../models/embedder.js';
import type { Db } from './database.js';
import { readLevel } from './meta.js';
import { type ArticleMeta, type ArticleRow, decodeBody } from './stored-article.js';
import type { VectorsSegment } from './vectors-segment.js';
import type { WordsSegment } from './words-segment.js';

/** A segment with the articles of it that are still alive; a dead article's place is undefined. */
export interface LiveSegment {
  words: WordsSegment;
  vectors: VectorsSegment;
  articles: (ArticleMeta | undefined)[];
  hasDead: boolean;
}

/** How many units there are, and how many content terms they hold on average, each with its article's title. */
export interface UnitStatistics {
  count: number;
  averageLength: number;
}

export interface CorpusStatistics {
  article: UnitStatistics;
  passage: UnitStatistics;
  sentence: UnitStatistics;
  title: UnitStatistics;
}

/** A passage near a query vector. Larger similarity is nearer. */
export interface VectorHit {
  segment: number;
  passage: number;
  similarity: number;
}

export class Snapshot {
  readonly statistics: CorpusStatistics;
  readonly articleCount: number;

  constructor(
    private readonly db: Db,
    readonly version: number,
    readonly segments: LiveSegment[],
    /** The newest date in the index that was not in the future when it was indexed; stands for the clock. */
    readonly newestMs: number | undefined,
    readonly sources: string[],
  ) {
    this.statistics = countUnits(segments);
    this.articleCount = this.statistics.article.count;
  }

  /** The body of a live article of this version. */
  body(article: ArticleMeta): string {
    const row = this.db
      .prepare<[number], Pick<ArticleRow, 'body'>>('SELECT body FROM articles WHERE key = ?')
      .get(article.key);
    if (!row) throw new Error(`article ${article.key} is not in version ${this.version}`);
    return decodeBody(row.body);
  }

  /** The level that was measured for this very version (see retrieval/measure-level.ts), if it was. */
  storedLevel(): number | undefined {
    return readLevel(this.db, this.version);
  }

  articleById(id: string): ArticleMeta | undefined {
    for (const article of this.articles()) if (article.id === id) return article;
    return undefined;
  }

  *articles(): Generator<ArticleMeta> {
    for (const segment of this.segments) for (const article of segment.articles) if (article) yield article;
  }

  /** How many live sentences hold the term, titles aside. */
  sentenceFrequency(term: string): number {
    let total = 0;
    for (const { words, articles, hasDead } of this.segments) {
      const number = words.termNumber(term);
      if (number < 0) continue;
      const end = words.postingStart[number + 1];
      if (!hasDead) total += end - words.postingStart[number];
      else
        for (let at = words.postingStart[number]; at < end; at++)
          if (articles[words.passageArticle[words.sentencePassage[words.postingSentence[at]]]]) total++;
    }
    return total;
  }

  /** The `k` nearest live passages whose article is accepted, nearest first. */
  nearest(query: Embedding, k: number, accept?: (article: ArticleMeta) => boolean): VectorHit[] {
    const hits: VectorHit[] = [];
    this.segments.forEach((segment, number) => {
      const articleOf = (passage: number) => segment.articles[segment.words.passageArticle[passage]];
      const isWanted = (passage: number) => {
        const article = articleOf(passage);
        return article !== undefined && (!accept || accept(article));
      };
      const found = segment.vectors.nearest(query, k, segment.hasDead || accept ? isWanted : undefined);
      hits.push(...found.map((hit) => ({ segment: number, ...hit })));
    });
    const idOf = (hit: VectorHit) =>
      this.segments[hit.segment].articles[this.segments[hit.segment].words.passageArticle[hit.passage]]!.id;
    hits.sort(
      (a, b) => b.similarity - a.similarity || (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : a.passage - b.passage),
    );
    return hits.slice(0, k);
  }
}

function countUnits(segments: LiveSegment[]): CorpusStatistics {
  const total = {
    articles: 0,
    passages: 0,
    sentences: 0,
    articleTerms: 0,
    passageTerms: 0,
    sentenceTerms: 0,
    titleTerms: 0,
  };
  for (const { words, articles } of segments) {
    for (let article = 0; article < words.articleCount; article++) {
      if (!articles[article]) continue;
      const title = words.titleLength[article];
      const firstPassage = words.articleFirstPassage[article];
      const endPassage = words.articleFirstPassage[article + 1];
      const passages = endPassage - firstPassage;
      const sentences = words.passageFirstSentence[endPassage] - words.passageFirstSentence[firstPassage];
      total.articles++;
      total.passages += passages;
      total.sentences += sentences;
      total.titleTerms += title;
      total.articleTerms += words.articleLength[article] + title;
      total.passageTerms += words.articleLength[article] + title * passages;
      total.sentenceTerms += words.articleLength[article] + title * sentences;
    }
  }
  const unit = (count: number, terms: number) => ({ count, averageLength: terms / count || 1 });
  return {
    article: unit(total.articles, total.articleTerms),
    passage: unit(total.passages, total.passageTerms),
    sentence: unit(total.sentences, total.sentenceTerms),
    title: unit(total.articles, total.titleTerms),
  };
}
