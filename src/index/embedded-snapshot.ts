/**
 * A version of the embedded index: live articles, exact counts over them, segments, and bodies on demand. It is used
 * inside one read transaction, so that bodies and segments always belong to the same version.
 */
import { parseIsoMs } from '../core/dates.js';
import type { Embedding } from '../models/embedder.js';
import type { Db } from './database.js';
import { readNoiseFloor } from './meta.js';
import type { ArticlePlace, CorpusStatistics, LiveSegment, Snapshot, VectorHit } from './snapshot.js';
import { type ArticleMeta, type ArticleRow, decodeBody, decodeStructure, type StoredBody } from './stored-article.js';
import type { VectorsSegment } from './vectors-segment.js';

/** A segment, all of it in memory: `gather` has nothing to bring. */
export interface EmbeddedSegment extends LiveSegment {
  vectors: VectorsSegment;
}

export class EmbeddedSnapshot implements Snapshot {
  readonly statistics: CorpusStatistics;
  readonly articleCount: number;
  #newestAt: string | undefined;

  constructor(
    private readonly db: Db,
    readonly version: number,
    readonly segments: EmbeddedSegment[],
    readonly newestMs: number | undefined,
    readonly sources: string[],
  ) {
    this.statistics = countUnits(segments);
    this.articleCount = this.statistics.article.count;
  }

  get newestAt(): string | undefined {
    if (this.newestMs === undefined) return undefined;
    return (this.#newestAt ??= [...this.articles()]
      .flatMap(({ publishedAt }) => (publishedAt && parseIsoMs(publishedAt) === this.newestMs ? publishedAt : []))
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .at(-1));
  }

  gather(): void {}

  content(article: ArticleMeta): StoredBody {
    const row = this.db
      .prepare<[number], Pick<ArticleRow, 'body' | 'structure'>>('SELECT body, structure FROM articles WHERE key = ?')
      .get(article.key);
    if (!row) throw new Error(`article ${article.key} is not in version ${this.version}`);
    return { body: decodeBody(row.body), ...decodeStructure(row.structure) };
  }

  storedNoiseFloor(): number | undefined {
    return readNoiseFloor(this.db, this.version);
  }

  articleById(id: string): ArticleMeta | undefined {
    for (const article of this.articles()) if (article.id === id) return article;
    return undefined;
  }

  /** All articles, filtered or not: the caller applies the filters. */
  *articles(): Generator<ArticleMeta> {
    for (const segment of this.segments) for (const article of segment.articles) if (article) yield article;
  }

  articlesNamed(): Iterable<ArticleMeta> {
    return this.articles();
  }

  dateSpan(): { firstMs: number; lastMs: number } | undefined {
    const dates = [...this.articles()]
      .flatMap(({ publishedAt }) => parseIsoMs(publishedAt) ?? [])
      .sort((a, b) => a - b);
    return dates.length > 0 ? { firstMs: dates[0], lastMs: dates[dates.length - 1] } : undefined;
  }

  spread(count: number): ArticlePlace[] {
    const places = this.segments.flatMap((segment) =>
      segment.articles.flatMap((article, ordinal) => (article ? { segment, article, ordinal } : [])),
    );
    places.sort((a, b) => (a.article.id < b.article.id ? -1 : 1));
    const step = Math.max(1, Math.floor(places.length / count));
    return places.filter((_, i) => i % step === 0);
  }

  /** Undefined: the segments are complete, and tell it themselves. */
  frequenciesOf(): undefined {
    return undefined;
  }

  *termsLike(letter: string, leastLength: number, mostLength: number): Generator<string> {
    for (const { words } of this.segments) {
      for (let number = words.firstTermFrom(letter); words.terms[number]?.startsWith(letter); number++) {
        const term = words.terms[number];
        if (term.length >= leastLength && term.length <= mostLength) yield term;
      }
    }
  }

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
